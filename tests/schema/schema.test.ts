import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { testDatabase } from "../support/database.ts";
import { printSchema, printTypes, SCHEMA_FILE, TYPES_FILE } from "./print.ts";

const db = await testDatabase();
const WHAT_TO_DO = 'is stale: run "npm run schema" and commit what it changes';

test("db/schema.sql shows what the migrations add up to", async () => {
  const printed = await printSchema(db.adminUrl);
  expect(readFileSync(SCHEMA_FILE, "utf8"), `db/schema.sql ${WHAT_TO_DO}`).toBe(printed);
});

test("the row types are those of the migrated schema", async () => {
  const printed = await printTypes(db.adminUrl);
  expect(readFileSync(TYPES_FILE, "utf8"), `schema.gen.ts ${WHAT_TO_DO}`).toBe(printed);
});

test("a column added without regenerating is noticed", async () => {
  await db.sql("create table ref.drift_probe (id integer primary key)");
  expect(await printSchema(db.adminUrl)).not.toBe(readFileSync(SCHEMA_FILE, "utf8"));
  expect(await printTypes(db.adminUrl)).not.toBe(readFileSync(TYPES_FILE, "utf8"));
});
