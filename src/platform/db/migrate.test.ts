import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { MIGRATIONS, migrate } from "./migrate.ts";

const db = await testDatabase();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kalfa-migrations-"));
  cpSync(MIGRATIONS, folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a migrated database has nothing left to apply", async () => {
  expect(await migrate(db.ownerUrl)).toEqual({ ok: true, value: { applied: [] } });
});

test("two programs that start together apply a new migration once", async () => {
  writeFileSync(join(folder, "9000-probe.sql"), "create table ref.probe (n integer);");
  const both = await Promise.all([migrate(db.ownerUrl, folder), migrate(db.ownerUrl, folder)]);
  const applied = both.map((result) => (result.ok ? result.value.applied : result));
  expect(applied).toHaveLength(2);
  expect(applied).toContainEqual(["9000-probe.sql"]);
  expect(applied).toContainEqual([]);
});

test("an older program refuses a database that a newer one has migrated", async () => {
  expect(await migrate(db.ownerUrl)).toEqual({
    ok: false,
    problems: [{ code: "schema-newer-than-program", params: { name: "9000-probe.sql" } }],
  });
});

test("a migration edited after it ran is refused, other line ends are not an edit", async () => {
  writeFileSync(join(folder, "9000-probe.sql"), "create table ref.probe (n bigint);");
  expect(await migrate(db.ownerUrl, folder)).toEqual({
    ok: false,
    problems: [{ code: "migration-edited", params: { name: "9000-probe.sql" } }],
  });
  writeFileSync(join(folder, "9001-lines.sql"), "select 1;\r\nselect 2;\r\n");
  writeFileSync(join(folder, "9000-probe.sql"), "create table ref.probe (n integer);");
  expect(await migrate(db.ownerUrl, folder)).toMatchObject({ ok: true });
  writeFileSync(join(folder, "9001-lines.sql"), "select 1;\nselect 2;\n");
  expect(await migrate(db.ownerUrl, folder)).toMatchObject({ ok: true });
});

test("a migration that fails leaves nothing of itself behind and names its line", async () => {
  writeFileSync(
    join(folder, "9002-broken.sql"),
    "create table ref.half (n integer);\nselect 1;\nselect no_such_function();\n",
  );
  await expect(migrate(db.ownerUrl, folder)).rejects.toThrow("9002-broken.sql, line 3");
  expect(await db.sql("select to_regclass('ref.half')::text as half")).toEqual([{ half: null }]);
});
