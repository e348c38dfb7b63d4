import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { docx, pdf } from "../../../tests/support/hostile.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { uploadOf } from "../../../tests/support/upload.ts";
import { DEMO_SCHEME } from "../../../tests/world/build.ts";
import { worldDatabase } from "../../../tests/world/database.ts";
import { openUploads } from "../../platform/files/upload.ts";
import { newId } from "../../platform/random.ts";
import { routes } from "../index.ts";

const db = await worldDatabase();
const home = mkdtempSync(join(tmpdir(), "kalfa-scan-"));
openUploads({ home, clamd: null });
afterAll(() => rmSync(home, { recursive: true, force: true }));
const { app, get: asked, post } = await testServer(db, routes);
const [scheme] = await db.sql<{ id: string; slug: string }>(
  "select id, slug from schemes where slug = $1",
  [DEMO_SCHEME],
);
const coordinator = await signInAs(db, scheme!, { role: "coordinator" });
const [minor] = await db.sql<{ id: string }>(
  `select a.id from applications a join persons p on p.id = a.person_id
   where a.scheme_id = $1 and a.sending_country = 'AL' and p.birth_date > current_date - interval '16 years'
   order by a.id limit 1`,
  [scheme!.id],
);
const page = `/console/${scheme!.slug}/applications/${minor!.id}/consents`;
const scans = `/console/${scheme!.slug}/applications/${minor!.id}/border-form/scans`;
const send = (name: string, bytes: Buffer) =>
  app.inject({
    method: "POST",
    url: scans,
    cookies: { ...coordinator.cookies },
    ...withKey([{ name, type: "application/pdf", bytes }]),
  });
const withKey = (files: Parameters<typeof uploadOf>[1]) => uploadOf("scan", files, newId());
const get = (url: string) => asked(url, coordinator);

test("the signed form is kept as a file, saved and never shown as a page", async () => {
  expect((await send("leje e nënshkruar.pdf", pdf({ pages: 2 }))).statusCode).toBe(303);
  const shown = (await get(page)).body;
  const link = /href="([^"]*border-form\/scans\/[^"]+)"/.exec(shown)?.[1] ?? "";
  expect(shown).toContain("leje e nënshkruar.pdf");
  const file = await get(link);
  expect(file.statusCode).toBe(200);
  expect(file.rawPayload.equals(pdf({ pages: 2 }))).toBe(true);
  expect(file.headers).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": expect.stringMatching(/^attachment; /),
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "no-store",
  });
});

test("what is refused is said at the field, and nothing is kept", async () => {
  const script = pdf({ catalogue: "/OpenAction << /S /JavaScript /JS (x) >>" });
  for (const [bytes, words] of [
    [script, "runs or opens by itself (JS, JavaScript)"],
    [docx(), "Send a photograph (JPEG or PNG) or a PDF."],
    [Buffer.alloc(0), "The file is empty"],
  ] as const) {
    const refused = await send("form.pdf", bytes);
    expect(refused.statusCode, words).toBe(422);
    expect(refused.body).toContain(words);
    expect(refused.body).toContain('href="#scan"');
  }
  expect(await db.sql("select count(*) as count from exit_scans")).toEqual([{ count: 1 }]);
});

test("a file that lies apart is listed for the office with its reason, and let go", async () => {
  openUploads({ home, clamd: join(home, "nobody-listens") });
  expect((await send("form.pdf", pdf({ pages: 3 }))).statusCode).toBe(303);
  expect((await get(page)).body).toContain("form.pdf: still being looked through");
  const apart = `/console/${scheme!.slug}/files-apart`;
  const list = (await get(apart)).body;
  expect(list).toContain("The virus scanner did not answer");
  const [row] = await db.sql<{ id: string }>("select id from uploads where state = 'quarantined'");
  expect((await get(`${scans}/${row!.id}`)).statusCode).toBe(404);
  const done = await post(`${apart}/${row!.id}`, { act: "let-go" }, coordinator);
  expect(done.statusCode).toBe(303);
  expect((await get(apart)).body).toContain("No file is set apart.");
  expect((await get(page)).body).not.toContain("still being looked through");
});
