import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { administratorSentence } from "../administrator.ts";
import { checkServer, OLDEST_SERVER } from "./checks.ts";

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

/** What came to PostgreSQL with which version. */
const SINCE: readonly (readonly [RegExp, number])[] = [
  [/provider = icu[^)]*rules/i, 16],
  [/set expression as/i, 17],
  [/json_table|merge_action/i, 17],
  [/uuidv7\(|generated always as [^;]* virtual/i, 18],
];

test("no migration needs a newer server than the oldest that is taken, and the documents name it", () => {
  const root = new URL("../../../", import.meta.url);
  const read = (path: string) => readFileSync(new URL(path, root), "utf8");
  const needed = readdirSync(new URL("db/migrations/", root)).flatMap((name) => {
    const text = read(`db/migrations/${name}`).replace(/^--.*$/gm, "");
    return SINCE.flatMap(([sign, version]) => (sign.test(text) ? [version] : []));
  });
  expect(Math.max(...needed)).toBe(OLDEST_SERVER);
  for (const path of [
    "README.md",
    "docs/self-hosting.md",
    "src/platform/db/embedded-binaries.ts",
  ]) {
    expect(read(path)).toContain(`${OLDEST_SERVER} or newer`);
  }
});
