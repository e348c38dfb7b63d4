/** A bed of somebody who does not go is free for whoever comes instead. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { day } from "../../shared/day.ts";
import { moveMobility } from "../mobilities/move-mobility.ts";
import { occupancy } from "./board.store.ts";
import { giveBeds } from "./give-beds.ts";

const scene = await hostingScene(2);
const { db, actor, host, stays } = scene;
const [dropped = "", instead = ""] = stays;
const flowId = scene.flows["AL-2"] ?? "";

const sleepers = async () =>
  (
    await db.database.withTx(actor, (tx) => occupancy(tx, day("2027-07-01"), day("2027-07-28")))
  ).filter(({ kind, places }) => kind === "room" && places === null).length;

test("one bed, and the one who had it stays at home: the next one gets it", async () => {
  await db.sql(
    `insert into host_beds (id, scheme_id, organisation_id, name, street, beds, gender, accessible,
       starts, ends, set_at, set_by)
     values (gen_random_uuid(), $1, $2, 'Attic', 'Calle 1', 1, 'any', false, '2027-06-01', '2027-08-31',
       now(), 'test')`,
    [scene.scheme.id, host],
  );
  const give = (id: string) =>
    db.database.withTx(actor, (tx) =>
      giveBeds(tx, flowId, { room: `${host}/Attic`, mobilityIds: [id] }),
    );
  need(await give(dropped));
  expect((await give(instead)).ok).toBe(false);
  need(
    await db.database.withTx(actor, (tx) =>
      moveMobility(tx, dropped, "cancel", { reason: "Stays at home" }),
    ),
  );
  // The board says the same as the rule.
  expect(await sleepers()).toBe(0);
  need(await give(instead));
  expect(await sleepers()).toBe(1);
});
