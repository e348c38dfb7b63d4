/** What stands on a medical card goes on its day, and a job that waits for that day lets it come. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { moveMobility } from "../mobilities/move-mobility.ts";
import { watchPreparation } from "./watch-preparation.ts";

const { db, actor, clock, stays, scheme } = await hostingScene(2);
const system = { kind: "system", schemeId: scheme.id } as const;
const [dropped = "", away = ""] = stays;

for (const id of stays) {
  await db.sql(
    `insert into medical_cards (mobility_id, scheme_id, written_at, written_by, delete_after)
     values ($1, $2, '2027-03-01', 'learner', '2027-08-27')`,
    [id, scheme.id],
  );
  await db.sql(
    "insert into medical_card_fields (mobility_id, field, scheme_id, sealed) values ($1, 'diet', $2, 'x')",
    [id, scheme.id],
  );
}
const watch = (id: string) =>
  db.database.withTx(system, (tx) => watchPreparation(tx, id), { purpose: "care" });
const kept = async (id: string) =>
  (await db.sql("select 1 from medical_card_fields where mobility_id = $1", [id])).length;
/** In how many hours a job looks at the stay again; undefined where none waits. */
const nextLook = async (id: string) =>
  (
    await db.sql<{ hours: number }>(
      `select round(extract(epoch from j.run_at - now()) / 3600)::int as hours
       from graphile_worker._private_jobs j where j.key = $1`,
      [`watch-preparation:${id}`],
    )
  )[0]?.hours;

test("the card of somebody who does not go is let go at once, and nobody looks again", async () => {
  need(
    await db.database.withTx(actor, (tx) =>
      moveMobility(tx, dropped, "cancel", { reason: "Stays at home" }),
    ),
  );
  await watch(dropped);
  expect(await kept(dropped)).toBe(0);
  expect(await nextLook(dropped)).toBe(undefined);
});

test("on the last of its thirty days a card is still there, and is looked at again when they are over", async () => {
  await db.sql("update mobilities set state = 'finished' where id = $1", [away]);
  clock.moveTo("2027-08-27T10:00:00Z");
  await watch(away);
  expect(await kept(away)).toBe(1);
  // From ten in the morning to the next one's first hours, and not each minute of the day.
  expect(await nextLook(away)).toBe(19);
  clock.moveTo("2027-08-28T05:30:00Z");
  await watch(away);
  expect(await kept(away)).toBe(0);
});
