import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testScheme, testServer } from "../../../tests/support/server.ts";
import { keepLong, openLongFiles } from "../../platform/files/long-file.ts";
import { moveProgress } from "../../platform/jobs/progress.ts";
import { openVault } from "../../platform/vault.ts";
import { finishExport, readExport } from "../../stages/archive/begin-export.ts";
import { routes } from "./archive.page.ts";

const db = await testDatabase();
const scheme = await testScheme(db);
const server = await testServer(db, routes);
const home = mkdtempSync(join(tmpdir(), "kalfa-archive-page-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
openLongFiles(home);
openVault("a data key of the tests only, long enough");
const coordinator = await signInAs(db, scheme, { role: "coordinator" });
const another = await signInAs(db, scheme, { role: "coordinator" });
const partner = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
const root = `/console/${scheme.slug}/settings/archive`;
const system = { kind: "system", schemeId: scheme.id } as const;
const exportOf = (url: string) =>
  db.database.withTx(system, (tx) => readExport(tx, url.split("/").at(-1) ?? ""));
const asked = async (fields: Record<string, string>) => {
  const done = await server.post(root, fields, coordinator);
  expect(done.statusCode).toBe(303);
  return String(done.headers.location);
};

test("everything in one file is asked for by the coordinator alone; the whole of it when they are sure", async () => {
  const page = await server.get(root, coordinator);
  expect(page.statusCode).toBe(200);
  for (const level of ["public", "office", "whole"])
    expect(page.body).toContain(`value="${level}"`);
  expect((await server.get(root, partner)).statusCode).toBe(404);
  expect((await server.post(root, { level: "office" }, partner)).statusCode).toBe(404);
  const unsure = await server.post(root, { level: "whole" }, coordinator);
  expect(unsure.statusCode).toBe(422);
  expect(unsure.body).toContain('href="#sure"');
  expect(unsure.body).toMatch(/value="whole"\s[^>]*checked|checked[^>]*value="whole"/);
  const nothing = await server.post(root, { level: "" }, coordinator);
  expect(nothing.body).toContain('href="#level"');
  expect(await db.sql("select 1 from scheme_exports")).toEqual([]);
});

test("how far it is, then the file for whoever asked, with its size and hash; for nobody else", async () => {
  const url = await asked({ level: "office" });
  const one = (await exportOf(url))!;
  await db.database.withTx(system, (tx) =>
    moveProgress(tx, one.progressId, { done: 3, total: 12, state: "working" }),
  );
  const waiting = await server.get(url, coordinator);
  expect(waiting.body).toContain('max="12" value="3"');
  expect(waiting.body).toContain("25%");
  expect(waiting.headers.refresh).toBe("2");
  expect((await server.get(`${url}/file`, coordinator)).statusCode).toBe(404);
  const bytes = Buffer.from("a whole programme");
  async function* pieces() {
    yield bytes;
  }
  const kept = await keepLong({ schemeId: scheme.id, id: one.id }, pieces());
  const counts = { tables: 100, rows: 4321, documents: 7, missing: 2, pages: 55 };
  await db.database.withTx(system, (tx) => finishExport(tx, one, { ...kept, counts }));
  const ready = await server.get(url, coordinator);
  for (const said of ["4,321", kept.sha256, "2 files"]) expect(ready.body).toContain(said);
  const file = await server.get(`${url}/file`, coordinator);
  expect(file.rawPayload.equals(bytes)).toBe(true);
  expect(file.headers["content-disposition"]).toMatch(
    new RegExp(`^attachment; filename\\*=UTF-8''${scheme.slug}-office-\\d{4}-\\d\\d-\\d\\d\\.zip`),
  );
  expect((await server.get(root, coordinator)).body).toContain(url);
  for (const path of [url, `${url}/file`]) {
    expect((await server.get(path, another)).statusCode).toBe(404);
  }
  expect((await server.get(root, another)).body).not.toContain(url);
});

test("one that failed says so and does not wait; of yesterday nothing is left", async () => {
  const url = await asked({ level: "public" });
  const one = (await exportOf(url))!;
  await db.database.withTx(system, (tx) =>
    moveProgress(tx, one.progressId, { done: 3, total: 12, state: "failed" }),
  );
  const failed = await server.get(url, coordinator);
  expect(failed.headers.refresh).toBeUndefined();
  expect(failed.body).toContain("govuk-inset-text");
  await db.sql("update scheme_exports set made_at = made_at - interval '25 hours'");
  expect((await server.get(url, coordinator)).statusCode).toBe(404);
  expect((await server.get(`${url}/../${"0".repeat(8)}`, coordinator)).statusCode).toBe(404);
});
