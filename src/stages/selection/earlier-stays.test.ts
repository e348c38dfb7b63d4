import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { clockAt } from "../../platform/clock.ts";
import { registerApplicant } from "../applications/register-applicant.ts";
import { standingRows } from "./standing.store.ts";

const db = await testDatabase({ clock: clockAt("2027-02-01T09:00:00Z") });
const call = await testCall(db);
const { applicationId, personId } = need(
  await db.database.withTx(call.actor, (tx) =>
    registerApplicant(tx, { callId: call.callId, ...testEntry(call) }),
  ),
);
const earlier = async () =>
  (await db.database.withTx(call.actor, (tx) => standingRows(tx, { applicationId }, null)))[0]
    ?.earlierStays;

test("a stay in hand counts as earlier however it was written down; one called off or from home does not", async () => {
  expect(await earlier()).toBe(0);
  await db.sql(
    `insert into mobilities (id, scheme_id, line_id, person_id, reference, sending_organisation_id,
       sending_country, hosting_country, hosting_city, starts, ends, mode, state, created_at)
     select gen_random_uuid(), c.scheme_id, c.line_id, $2, 'EARLIER-1', $3, 'AL', 'IT', 'Bologna',
       '2027-04-01', '2027-04-28', 'physical', 'planned', now() from calls c where c.id = $1`,
    [call.callId, personId, call.schools.AL],
  );
  const counted: Record<string, number | undefined> = {};
  for (const state of ["planned", "on-hold", "in-progress", "finished", "cancelled"]) {
    await db.sql("update mobilities set state = $1", [state]);
    counted[state] = await earlier();
  }
  expect(counted).toEqual({
    planned: 1,
    "on-hold": 1,
    "in-progress": 1,
    finished: 1,
    cancelled: 0,
  });
  await db.sql("update mobilities set state = 'planned', mode = 'virtual'");
  expect(await earlier()).toBe(0);
});
