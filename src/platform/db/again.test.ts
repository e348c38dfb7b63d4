import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testScheme, testServer } from "../../../tests/support/server.ts";
import { redirect } from "../web/answer.ts";
import type { Route } from "../web/route.ts";
import type { Tx } from "./index.ts";

const db = await testDatabase();
// How long the database waits before it looks for a circle.
const LOOKS_AFTER = 400;
await db.sql(`do $$ begin execute format('alter database %I set deadlock_timeout = ${LOOKS_AFTER}',
  current_database()); end $$`);
await db.sql(`create table met (name text primary key, times int not null default 0);
  insert into met (name) values ('one'), ('other'); grant select, update on met to app`);
const actor = { kind: "anonymous", schemeId: null } as const;

/** Two who take both rows, each the other's first: nobody can have them both. */
function circle() {
  let waiting = 2;
  let go = () => {};
  const bothHaveOne = new Promise<void>((resolve) => {
    go = resolve;
  });
  const moments: { readonly first: string; readonly at: number }[] = [];
  const taking = (first: string, second: string) => async (tx: Tx) => {
    moments.push({ first, at: tx.now.getTime() });
    await count(tx, first);
    waiting -= 1;
    if (waiting === 0) go();
    await bothHaveOne;
    await count(tx, second);
    return "done";
  };
  return { moments, one: taking("one", "other"), other: taking("other", "one") };
}
const count = (tx: Tx, name: string) =>
  tx.db
    .updateTable("met" as never)
    .set(((e: (...of: unknown[]) => unknown) => ({ times: e("times", "+", 1) })) as never)
    .where("name" as never, "=", name as never)
    .execute();
const times = async () => {
  const rows = await db.sql<{ times: number }>("select times from met order by name");
  await db.sql("update met set times = 0");
  return rows.map((row) => row.times);
};
const ends = (done: readonly PromiseSettledResult<unknown>[]) =>
  done.map((one) => (one.status === "fulfilled" ? one.value : one.reason.code)).sort();

test("of two who wait for each other one is ended by the database, as it always was", async () => {
  const { one, other } = circle();
  const both = [one, other].map((work) => db.database.withTx(actor, work));
  expect(ends(await Promise.allSettled(both))).toEqual(["40P01", "done"]);
  expect(await times()).toEqual([1, 1]);
});

test("work that is done again meets what the other one left, at the moment it was asked", async () => {
  const { one, other, moments } = circle();
  const both = [one, other].map((work) => db.database.withTx(actor, work, { again: true }));
  expect(ends(await Promise.allSettled(both))).toEqual(["done", "done"]);
  expect(await times()).toEqual([2, 2]);
  // Else the deadline that was met when the form came could be missed by now.
  const [, , again] = moments;
  const before = moments.find(({ first }) => first === again?.first);
  expect(Math.abs((again?.at ?? 0) - (before?.at ?? 0))).toBeLessThan(LOOKS_AFTER);
});

test("it is done again once, and after a deadlock alone", async () => {
  const calls = { "40P01": 0, "23505": 0 };
  for (const code of ["40P01", "23505"] as const) {
    const failing = db.database.withTx(
      actor,
      async () => {
        calls[code] += 1;
        throw Object.assign(new Error("in a test"), { code });
      },
      { again: true },
    );
    await expect(failing).rejects.toMatchObject({ code });
  }
  expect(calls).toEqual({ "40P01": 2, "23505": 1 });
});

test("two forms that wait for each other are both answered, and done once each", async () => {
  const { one, other } = circle();
  const route = (path: string, work: (tx: Tx) => Promise<string>): Route => ({
    method: "POST",
    path: `/console/:scheme/${path}`,
    access: "staff",
    allow: () => true,
    answer: async ({ tx }) => redirect(`/console/${await work(tx)}`),
  });
  const server = await testServer(db, [route("one", one), route("other", other)]);
  const scheme = await testScheme(db);
  const as = await signInAs(db, scheme, { role: "coordinator" });
  const replies = await Promise.all(
    ["one", "other"].map((path) => server.post(`/console/${scheme.slug}/${path}`, {}, as)),
  );
  expect(replies.map((reply) => reply.statusCode)).toEqual([303, 303]);
  expect(await times()).toEqual([2, 2]);
});
