import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { Tx } from "../../platform/db/index.ts";
import { forgetNeeds, keepNeeds } from "./keep-needs.ts";
import { matchCompanies, readMatchRun } from "./match-companies.ts";
import { setBeds, setCapacities } from "./set-capacity.ts";

const scene = await hostingScene(5);
const { db, companies, stays } = scene;
const flowId = scene.flows["AL-2"];
const coordinator = await signInAs(db, scene.scheme, { role: "coordinator" });
const as = <T>(work: (tx: Tx) => Promise<T>, purpose?: "freeze" | "care") =>
  db.database.withTx(coordinator.actor, work, purpose ? { purpose } : {});
const all = { starts: "2027-06-01", ends: "2027-08-31" };
const room = (name: string, beds: number, more = {}) => ({
  name,
  street: "Calle 1",
  beds,
  rooms: 1,
  gender: "any" as const,
  accessible: false,
  ...all,
  ...more,
});
const run = async () => {
  const id = need(await as((tx) => matchCompanies(tx, flowId), "freeze"));
  return (await as((tx) => readMatchRun(tx, flowId, id)))!;
};

test("rooms of the city, beds given and people there already decide who can be proposed", async () => {
  need(
    await as((tx) =>
      setCapacities(tx, companies[0], [
        {
          ...all,
          trade: null,
          places: 5,
          minimumAge: null,
          language: null,
          level: null,
          accessible: true,
          tasks: "",
        },
      ]),
    ),
  );
  // Nobody wrote beds down: they hold nobody up.
  expect((await run()).found.rooms).toBeNull();
  expect((await run()).placed).toBe(5);
  await db.sql(
    `update persons p set gender = case when family_name in ('Secret00', 'Secret01', 'Secret02') then 'woman' else 'man' end
     where family_name like 'Secret%'`,
  );
  need(await as((tx) => setBeds(tx, companies[0], [room("Alba", 3), room("Brisa", 2)])));
  const five = await run();
  expect([five.placed, five.found.rooms?.counted]).toEqual([
    5,
    [
      { gender: "women", people: 3, beds: 3 },
      { gender: "men", people: 2, beds: 2 },
    ],
  ]);
  // Two rooms of two: one of the women has no bed, whatever company would take her.
  need(await as((tx) => setBeds(tx, companies[0], [room("Alba", 2), room("Brisa", 2)])));
  const four = await run();
  expect(four.placed).toBe(4);
  expect(four.found.explanations.filter((one) => one.noBed)).toHaveLength(1);
  // Somebody who was given a bed in one of them makes it the men's, and has it.
  await db.sql(
    `insert into bed_stays (id, scheme_id, mobility_id, organisation_id, room, starts, ends, given_by, given_at)
     select gen_random_uuid(), scheme_id, id, $2, 'Alba', starts, ends, 'a', now() from mobilities where id = $1`,
    [stays[4], companies[0]],
  );
  const given = await run();
  expect(given.found.placed[stays[4]!]).toBeDefined();
  expect(given.found.rooms?.counted).toEqual([
    { gender: "women", people: 3, beds: 2 },
    { gender: "men", people: 1, beds: 1 },
  ]);
});

test("who needs no stairs has no bed up the stairs; without a purpose nobody's need is seen", async () => {
  const say = (needed: string[], before: string[] = [], shown: readonly string[] = stays) =>
    as((tx) => keepNeeds(tx, flowId, { shown, before, needed }), "care");
  need(await say([stays[0]!]));
  // Another office opened the page before that: what it did not change stays, and of others nothing is said.
  need(await say([], [], stays.slice(0, 2)));
  const kept = await run();
  expect(kept.found.placed[stays[0]!]).toBeUndefined();
  expect(JSON.stringify(kept.found)).not.toMatch(/stairs|needsNoStairs/);
  need(
    await as((tx) =>
      setBeds(tx, companies[0], [room("Alba", 2), room("Brisa", 2, { accessible: true })]),
    ),
  );
  expect(Object.keys((await run()).found.placed)).toContain(stays[0]);
  const rows = await as((tx) => tx.db.selectFrom("stay_needs").selectAll().execute());
  expect(rows).toEqual([]);
  // Of who does not go at the next look; else thirty days after the stay, and not before.
  const left = async (moment: string) => {
    scene.clock.moveTo(moment);
    await as(forgetNeeds, "care");
    return (await db.sql("select 1 from stay_needs")).length;
  };
  await db.sql("update mobilities set state = 'cancelled' where id = $1", [stays[4]]);
  expect(await left("2027-08-27T10:00:00Z")).toBe(4);
  expect(await left("2027-08-28T10:00:00Z")).toBe(0);
});
