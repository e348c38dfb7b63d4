import { expect, test } from "vitest";
import { assessing, codes } from "../../../tests/support/assessing.ts";
import { need } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { ASSESSED, selectionCall } from "../../../tests/support/selection.ts";
import { clockAt } from "../../platform/clock.ts";
import type { StaffActor } from "../../platform/db/actor.ts";
import { openVault } from "../../platform/vault.ts";
import { decideEligibility } from "./committee.ts";
import { writeLetters } from "./letters.ts";
import { answerObjection, bringOwnObjection } from "./objections.ts";
import { publishFinalList, publishProvisionalList } from "./publish-list.ts";
import { readCase } from "./read-case.ts";
import { readOwnEligibility } from "./read-standings.ts";
import { recordMinutes } from "./record-minutes.ts";

openVault("a data key of the tests only");
const clock = clockAt("2027-03-01T08:00:00Z");
const db = await testDatabase({ clock });
// Points come from the school alone, so that nothing but decisions stands before a list.
const call = await selectionCall(db, clock, { criteria: ASSESSED.slice(0, 1), count: 3 });
const { callId } = call;
const anna: StaffActor = call.coordinator.actor;
const { as, asLearner } = assessing(db, call);
const minutes = (heldOn: string) => ({
  heldOn,
  members: [
    { name: "Anna Test", role: "chair" },
    { name: "Second Member", role: "school" },
  ],
  minutes: "The committee looked at every case and took the order as computed.",
});
const born = (at: number, date: string) =>
  db.sql(
    "update persons set birth_date = $2 where id = (select person_id from applications where id = $1)",
    [call.people[at], date],
  );

test("a wish for a stay that was merged twice counts for the one that is left", async () => {
  const flows = await db.sql<{ id: string }>("select id from flows where call_id = $1", [callId]);
  const first = flows[0]!.id;
  const copy = async (code: string) => {
    const [row] = await db.sql<{ id: string }>(
      `insert into flows select (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(), 'code', $2::text))).*
       from flows f where f.id = $1 returning id`,
      [first, code],
    );
    await db.sql(
      "insert into places (id, scheme_id, flow_id, seats) select gen_random_uuid(), scheme_id, $2, 6 from places where flow_id = $1",
      [first, row!.id],
    );
    return row!.id;
  };
  const [second, third] = [await copy("AL-6"), await copy("AL-7")];
  const merge = (from: string, into: string) =>
    db.sql(
      "update flows set state = 'merged', state_reason = 'Too few wished for it.', merged_into = $2 where id = $1",
      [from, into],
    );
  await merge(first, second);
  await merge(second, third);
  const standing = await asLearner(0, (tx) => readOwnEligibility(tx));
  expect(standing?.wishes.map(({ flowId, removals }) => [flowId, removals])).toEqual([[third, []]]);
});

test("who was let in before a rule spoke is decided again, not carried along", async () => {
  const [early, other] = [call.people[0]!, call.people[1]!];
  // Nothing speaks against this person today, and somebody says so by hand.
  need(await as(anna, (tx) => decideEligibility(tx, early, { eligible: true, note: "" })));
  need(
    await as(anna, (tx) =>
      decideEligibility(tx, other, { eligible: false, note: "Left the school in February." }),
    ),
  );
  await born(0, "2000-01-01");
  await born(1, "2000-01-01");
  const waits = await as(anna, (tx) => recordMinutes(tx, callId, minutes("2027-03-11")));
  // The one who is out already is out for whatever reason.
  expect(waits).toMatchObject({
    problems: [{ code: "eligibility-undecided", params: { count: 1 } }],
  });
  expect((await as(anna, (tx) => readCase(tx, early)))?.one.eligible).toMatchObject({
    eligible: true,
    undecided: true,
  });
  need(
    await as(anna, (tx) =>
      decideEligibility(tx, early, { eligible: true, note: "The passport says 2009." }),
    ),
  );
  need(await as(anna, (tx) => recordMinutes(tx, callId, minutes("2027-03-11"))));
  need(await as(anna, (tx) => publishProvisionalList(tx, callId)));
});

test("two people who write the letters at the same moment write them once", async () => {
  let written: () => void = () => {};
  let go: () => void = () => {};
  const first = new Promise<void>((resolve) => {
    written = resolve;
  });
  const waiting = new Promise<void>((resolve) => {
    go = resolve;
  });
  const one = as(anna, async (tx) => {
    const done = await writeLetters(tx, callId);
    written();
    await waiting;
    return done;
  });
  await first;
  const other = as(anna, (tx) => writeLetters(tx, callId));
  await new Promise((resolve) => setTimeout(resolve, 100));
  go();
  expect((await one).ok).toBe(true);
  expect(codes(await other)).toEqual(["letters-already-written"]);
});

test("a decision from before the last answer makes no final list, nor do the minutes of grace", async () => {
  const objection = need(
    await asLearner(2, (tx) => bringOwnObjection(tx, "My second language was not counted.")),
  );
  need(await as(anna, (tx) => recordMinutes(tx, callId, minutes("2027-03-11"))));
  clock.moveTo("2027-03-13T09:00:00Z");
  need(
    await as(anna, (tx) =>
      answerObjection(tx, objection, {
        verdict: "reject",
        answer: "The certificate came after the call had closed.",
        corrections: [],
      }),
    ),
  );
  // The last day ends at 20:00 in the zone of the call, and an hour is given to who had begun.
  clock.moveTo("2027-03-16T19:30:00Z");
  expect(codes(await as(anna, (tx) => publishFinalList(tx, callId)))).toEqual([
    "objections-still-possible",
    "no-decision",
  ]);
  clock.moveTo("2027-03-16T20:00:00Z");
  need(await as(anna, (tx) => recordMinutes(tx, callId, minutes("2027-03-16"))));
  // The last moment itself is still somebody's.
  expect(codes(await as(anna, (tx) => publishFinalList(tx, callId)))).toEqual([
    "objections-still-possible",
  ]);
  clock.moveTo("2027-03-16T20:00:00.001Z");
  need(await as(anna, (tx) => publishFinalList(tx, callId)));
});
