import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { administratorSentence } from "../administrator.ts";
import { checkServer } from "./checks.ts";

const db = await testDatabase();

test("a server that may forget what it has acknowledged is refused, setting by setting", async () => {
  // As a database's own setting: what the tests' server has on or off does not matter here.
  const { pathname } = new URL(db.adminUrl);
  await db.sql(`alter database ${pathname.slice(1)} set synchronous_commit = off`);
  const checked = await checkServer(db.adminUrl);
  const problems = checked.ok ? [] : checked.problems;
  expect(problems).toContainEqual({
    code: "database-not-durable",
    params: { setting: "synchronous_commit" },
  });
  expect(problems.map(administratorSentence).join("\n")).toContain(
    "The database server has synchronous_commit switched off",
  );
});

test("a server that does not answer is a sentence, not a stack", async () => {
  const checked = await checkServer("postgres://kalfa:hunter2@127.0.0.1:1/kalfa");
  expect(checked).toEqual({
    ok: false,
    problems: [{ code: "database-not-answering", params: { reason: "ECONNREFUSED" } }],
  });
});
