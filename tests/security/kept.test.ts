/** The eyes of the other tests here: they see a row that changed, and a word that stuck. */
import { expect, test } from "vitest";
import { systemClock } from "../../src/platform/clock.ts";
import { openDatabase } from "../../src/platform/db/index.ts";
import { testDatabase } from "../support/database.ts";
import { signInAs, testScheme } from "../support/server.ts";
import { CANARY, watchKept } from "./kept.ts";

const db = await testDatabase();
const scheme = await testScheme(db);
const { actor } = await signInAs(db, scheme, { role: "coordinator" });
const kept = await watchKept(db);

test("a row that changed and changed back, a row that stayed, and a table emptied are told apart", async () => {
  const before = await kept();
  expect(before.canaries).toEqual([]);
  expect(before.all).toContain("public.memberships ");
  expect((await kept()).all).toBe(before.all);
  const rename = (name: string) =>
    db.sql("update memberships set person_name = $1 where user_id = $2", [name, actor.userId]);
  await rename("Somebody else");
  expect((await kept()).all).not.toBe(before.all);
  await rename(actor.userName);
  expect((await kept()).all).toBe(before.all);
  await db.sql("truncate memberships cascade");
  expect((await kept()).all).not.toBe(before.all);
});

test("what the application's own role writes is seen, with the word that stuck and when it is gone", async () => {
  const database = openDatabase({ appUrl: db.appUrl, clock: systemClock, max: 1 });
  const before = await kept();
  const key = { actor: CANARY, key: "7d2f2d39-5f0a-4b8e-9a55-0f3a1f1f7c11" };
  try {
    await database.withTx(actor, (tx) =>
      tx.db
        .insertInto("idempotency_keys")
        .values({ ...key, scheme_id: scheme.id, body_hash: "", status: 0, at: tx.now })
        .execute(),
    );
    const stuck = await kept();
    expect(stuck.canaries).toEqual(["public.idempotency_keys"]);
    expect(stuck.all).not.toBe(before.all);
    await db.sql("delete from idempotency_keys where actor = $1", [CANARY]);
    expect(await kept()).toEqual(before);
  } finally {
    await database.close();
  }
});
