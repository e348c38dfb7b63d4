import { sql } from "kysely";
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { newId } from "../random.ts";
import type { Tx } from "./index.ts";
import { savepoint } from "./savepoint.ts";

const db = await testDatabase();
const actor = { kind: "system", schemeId: newId() } as const;

const put = (tx: Tx, slug: string) =>
  sql`insert into schemes (id, slug, name, kind, created_at)
      values (${slug === "outer" ? actor.schemeId : newId()}, ${slug}, '{}', 'running', now())`.execute(
    tx.db,
  );

test("an inner point is taken back without the outer one", async () => {
  await db.database.withTx(actor, async (tx) => {
    const outer = await savepoint(tx);
    await put(tx, "outer");
    const inner = await savepoint(tx);
    await tx.db.updateTable("schemes").set({ slug: "inner" }).execute();
    await inner.undo();
    await outer.keep();
  });
  expect(await db.sql("select slug from schemes")).toEqual([{ slug: "outer" }]);
});

test("after an inner point was undone, the outer one still takes everything back", async () => {
  await db.database.withTx(actor, async (tx) => {
    const outer = await savepoint(tx);
    await tx.db.updateTable("schemes").set({ slug: "changed" }).execute();
    const inner = await savepoint(tx);
    await inner.undo();
    await outer.undo();
  });
  expect(await db.sql("select slug from schemes")).toEqual([{ slug: "outer" }]);
});
