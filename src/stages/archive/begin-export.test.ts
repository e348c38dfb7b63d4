import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { closedCallDatabase } from "../../../tests/support/run.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { openLongFiles } from "../../platform/files/long-file.ts";
import { beginExport, listExports, readExport, sweepExports } from "./begin-export.ts";

const { db, call } = await closedCallDatabase();
const { scheme } = call;
const home = mkdtempSync(join(tmpdir(), "kalfa-export-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
openLongFiles(home);
const system = { kind: "system", schemeId: scheme.id } as const;

test("the coordinator who asked, and nobody else; the whole only when sure", async () => {
  const anna = await signInAs(db, scheme, { role: "coordinator" });
  const other = await signInAs(db, scheme, { role: "coordinator" });
  const partner = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
  const asked = { level: "office", sure: false };
  const refused = await db.database.withTx(partner.actor, (tx) => beginExport(tx, asked));
  expect(refused.ok).toBe(false);
  const unsure = await db.database.withTx(anna.actor, (tx) =>
    beginExport(tx, { ...asked, level: "whole" }),
  );
  expect(unsure).toMatchObject({ ok: false, problems: [{ code: "export-not-sure" }] });
  const nothing = await db.database.withTx(anna.actor, (tx) =>
    beginExport(tx, { ...asked, level: "all" }),
  );
  expect(nothing).toMatchObject({ problems: [{ code: "choose-one", field: "level" }] });
  const begun = await db.database.withTx(anna.actor, (tx) => beginExport(tx, asked));
  if (!begun.ok) throw new Error("not begun");
  expect(await db.database.withTx(anna.actor, (tx) => readExport(tx, begun.value))).toBeDefined();
  expect(
    await db.database.withTx(other.actor, (tx) => readExport(tx, begun.value)),
  ).toBeUndefined();
  expect(await db.database.withTx(anna.actor, listExports)).toHaveLength(1);
  await db.sql("update scheme_exports set made_at = made_at - interval '25 hours'");
  await db.database.withTx(system, sweepExports);
  expect(await db.sql("select 1 from scheme_exports")).toEqual([]);
});
