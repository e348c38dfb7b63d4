import { expect, test } from "vitest";
import { assessing, codes } from "../../../tests/support/assessing.ts";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { ASSESSED, selectionCall } from "../../../tests/support/selection.ts";
import { clockAt } from "../../platform/clock.ts";
import { openVault } from "../../platform/vault.ts";
import { registerApplicant } from "../applications/register-applicant.ts";
import { markPreselection } from "../schools/preselect.ts";
import { decideEligibility } from "./committee.ts";
import { distributeCases } from "./distribute-cases.ts";
import { publishFinalList, publishProvisionalList } from "./publish-list.ts";
import { readCase } from "./read-case.ts";
import { readCases } from "./read-cases.ts";
import { readOptions } from "./read-options.ts";
import { missingForList, recordMinutes } from "./record-minutes.ts";

openVault("a data key of the tests only");
const clock = clockAt("2027-03-01T08:00:00Z");
const db = await testDatabase({ clock });
const criteria = ASSESSED.filter((one) => ["record", "motivation"].includes(one.code));
const call = await selectionCall(db, clock, { criteria, count: 4, undistributed: true });
const { as } = assessing(db, call);
const anna = call.coordinator.actor;
const because = "Speaks for the class and wrote why.";
/** A rule that was laid down before the call opened; the table itself lets nobody do it later. */
const rule = async (onlyThose: boolean, callId = call.callId, schemeId = call.scheme.id) => {
  await db.sql("alter table preselection_rules disable trigger preselection_rules_frozen");
  await db.sql(
    `insert into preselection_rules (call_id, scheme_id, at_most, until, only_those, set_by, set_at)
     values ($1, $2, null, '2027-03-12', $3, 'a', now())
     on conflict (call_id) do update set only_those = $3`,
    [callId, schemeId, onlyThose],
  );
  await db.sql("alter table preselection_rules enable trigger preselection_rules_frozen");
};
const mark = (at: number, putForward: string) =>
  as(call.partner.actor, (tx) =>
    markPreselection(tx, call.callId, [
      { applicationId: call.people[at]!, putForward, reason: because },
    ]),
  );
const standing = async () => {
  const read = await as(anna, (tx) => readCases(tx, call.callId));
  return call.people.map((id) => {
    const { eligible } = read!.cases.find((one) => one.id === id)!;
    return [eligible.eligible, eligible.undecided, eligible.reasons.map(({ code }) => code)];
  });
};
const minutes = {
  heldOn: "2027-03-13",
  members: [
    { name: "Anna Test", role: "chair" },
    { name: "Second Member", role: "school" },
  ],
  minutes: "The committee looked at every case and took the order as computed.",
};

test("as information it changes nobody's rank; where only those go on, a no is out with its reason", async () => {
  await rule(false);
  need(await mark(0, "yes"));
  need(await mark(1, "no"));
  need(await mark(2, "no"));
  const read = await as(anna, (tx) => readCase(tx, call.people[1]!));
  expect(read?.word).toMatchObject({ putForward: false, reason: because });
  expect((await as(anna, (tx) => readCase(tx, call.people[3]!)))?.word).toBeNull();
  clock.moveTo("2027-03-13T09:00:00Z");
  expect((await standing()).map(([eligible]) => eligible)).toEqual([true, true, true, true]);
  await rule(true);
  clock.moveTo("2027-03-12T09:00:00Z");
  // Until the last day of the pre-selection nobody is out, and no list can be decided.
  expect((await standing()).map(([eligible]) => eligible)).toEqual([true, true, true, true]);
  const missing = await as(anna, async (tx) => {
    const read = (await readCases(tx, call.callId))!;
    return missingForList(tx, read.call, read.cases);
  });
  expect(missing).toContainEqual({ code: "preselection-open", params: { until: "2027-03-12" } });
  clock.moveTo("2027-03-13T09:00:00Z");
  expect(await standing()).toEqual([
    [true, false, []],
    [false, false, ["not-put-forward"]],
    [false, false, ["not-put-forward"]],
    // Silence is no decision: the committee has to look, or the country says it late.
    [false, true, ["preselection-missing"]],
  ]);
  expect(codes(await mark(1, "yes"))).toEqual(["preselection-over"]);
  need(await mark(3, "yes"));
  expect((await standing())[3]).toEqual([true, false, []]);
});

test("assessors get no case of somebody who is out; a committee can take somebody in all the same", async () => {
  need(
    await as(anna, (tx) =>
      decideEligibility(tx, call.people[2]!, { eligible: true, note: "The school was mistaken." }),
    ),
  );
  expect((await standing())[2]).toEqual([true, false, ["not-put-forward"]]);
  need(await as(anna, (tx) => distributeCases(tx, call.callId)));
  const given = await db.sql<{ id: string }>(
    "select distinct application_id as id from assessments where call_id = $1",
    [call.callId],
  );
  expect(given.map(({ id }) => id)).not.toContain(call.people[1]);
  expect(given.map(({ id }) => id)).toContain(call.people[0]);
  await db.sql(
    `insert into scores (id, scheme_id, application_id, criterion, source, value, version, reason, given_by, given_at)
     select gen_random_uuid(), $1, id, 'motivation', 'committee', 10, 1, 'Decided together by all', 'a', now()
     from applications where call_id = $2`,
    [call.scheme.id, call.callId],
  );
  await db.sql("update assessments set state = 'scored', saved_at = now() where call_id = $1", [
    call.callId,
  ]);
  need(await as(anna, (tx) => recordMinutes(tx, call.callId, minutes)));
  need(await as(anna, (tx) => publishProvisionalList(tx, call.callId)));
  clock.moveTo("2027-03-20T09:00:00Z");
  need(
    await as(anna, (tx) => recordMinutes(tx, call.callId, { ...minutes, heldOn: "2027-03-19" })),
  );
  need(await as(anna, (tx) => publishFinalList(tx, call.callId)));
  const lines = await db.sql<{ rank: number | null; reasons: { code: string; params: unknown }[] }>(
    `select l.rank, l.reasons from selection_list_lines l join selection_lists s on s.id = l.list_id
     where s.kind = 'final' and l.application_id = $1`,
    [call.people[1]],
  );
  expect(lines).toEqual([
    { rank: null, reasons: [{ code: "not-put-forward", params: { reason: because } }] },
  ]);
  const options = await db.database.withTx(call.actor, (tx) => readOptions(tx, call.callId));
  const competing = new Set(options.options.map((one) => one.applicationId));
  expect(call.people.map((id) => competing.has(id))).toEqual([true, false, true, true]);
});

test("where points were brought and there is no list, the allocation itself asks for the word", async () => {
  const brought = await testCall(db, "brought");
  const people = await db.database.withTx(brought.actor, async (tx) => {
    const ids: string[] = [];
    for (const givenNames of ["Ana", "Bora", "Cema"]) {
      const entry = testEntry(brought, { person: { givenNames } });
      const one = need(await registerApplicant(tx, { callId: brought.callId, ...entry }));
      ids.push(one.applicationId);
    }
    return ids;
  });
  const removed = async () => {
    const read = await db.database.withTx(brought.actor, (tx) => readOptions(tx, brought.callId));
    return people.map((id) => [
      ...new Set(read.removed.flatMap((one) => (one.applicationId === id ? [one.code] : []))),
    ]);
  };
  await rule(false, brought.callId, brought.scheme.id);
  const words = [
    [people[0], true],
    [people[1], false],
  ];
  for (const [id, word] of words) {
    await db.sql(
      `insert into preselections (id, scheme_id, application_id, put_forward, reason, decided_by, decided_at)
       values (gen_random_uuid(), $1, $2, $3, $4, 'a', now())`,
      [brought.scheme.id, id, word, because],
    );
  }
  expect(await removed()).toEqual([[], [], []]);
  await rule(true, brought.callId, brought.scheme.id);
  expect(await removed()).toEqual([[], ["not-put-forward"], ["preselection-missing"]]);
});
