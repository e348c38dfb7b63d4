import { expect, test } from "vitest";
import { assessing, scores } from "../../../tests/support/assessing.ts";
import { need } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { selectionCall } from "../../../tests/support/selection.ts";
import { clockAt } from "../../platform/clock.ts";
import { openVault } from "../../platform/vault.ts";
import { distributeCases } from "./distribute-cases.ts";
import { assignAssessor, removeAssessor } from "./prepare-selection.ts";
import { saveScores } from "./save-scores.ts";

openVault("a data key of the tests only");
const clock = clockAt("2027-03-01T08:00:00Z");
const db = await testDatabase({ clock });
const call = await selectionCall(db, clock, { assessors: 4, shared: 0, undistributed: true });
const { callId } = call;
const anna = call.coordinator.actor;
const { as, queueOf } = assessing(db, call);
const given = () =>
  db.sql<{ application: string; user: string; state: string }>(
    `select t.application_id as application, r.user_id as user, t.state
     from assessments t join assessors r on r.id = t.assessor_id`,
  );
const rowOf = async (userId: string) =>
  (
    await db.sql<{ id: string }>(
      "select id from assessors where user_id = $1 and removed_at is null",
      [userId],
    )
  )[0]!.id;

test("an assessor who is an officer of a school too judges none of its people", async () => {
  const officer = call.assessors[3]!;
  await db.sql(
    `insert into memberships
       (id, scheme_id, user_id, person_name, email, role, organisation_id, created_at)
     values (gen_random_uuid(), $1, $2, 'Assessor 4', 'four@example.org', 'school-officer', $3, now())`,
    [call.scheme.id, officer.userId, call.schools.AL],
  );
  need(await as(anna, (tx) => distributeCases(tx, callId)));
  const rows = await given();
  expect(rows).toHaveLength(24);
  expect(rows.map(({ user }) => user)).not.toContain(officer.userId);
});

test("what somebody scored before being taken off is judged no third time, and never twice by one", async () => {
  const [gone] = call.assessors;
  const { cases } = await queueOf(gone!.actor);
  const scored = cases.slice(0, 2).map((one) => one.applicationId);
  for (const one of cases.slice(0, 2)) {
    need(await as(gone!.actor, (tx) => saveScores(tx, one.id, scores(3))));
  }
  const id = await rowOf(gone!.userId);
  need(await as(anna, (tx) => removeAssessor(tx, callId, id)));
  need(await as(anna, (tx) => assignAssessor(tx, callId, { userId: gone!.userId, teamId: null })));
  need(await as(anna, (tx) => distributeCases(tx, callId)));
  const rows = await given();
  for (const application of scored) {
    expect(rows.filter((row) => row.application === application)).toHaveLength(2);
  }
  const pairs = rows
    .filter((row) => row.state === "scored")
    .map((row) => `${row.application} ${row.user}`);
  expect(new Set(pairs).size).toBe(pairs.length);
});
