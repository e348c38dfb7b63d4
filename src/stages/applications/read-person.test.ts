import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { readPerson } from "./read-person.ts";
import { registerApplicant } from "./register-applicant.ts";

const db = await testDatabase();
const call = await testCall(db);
const { actor } = await signInAs(db, call.scheme, { role: "coordinator" });

test("of a very long history the latest is read, in the order in which it happened", async () => {
  const { personId } = await db.database.withTx(call.actor, async (tx) =>
    need(await registerApplicant(tx, { callId: call.callId, ...testEntry(call) })),
  );
  await db.sql(
    `insert into event_log (scheme_id, at, actor_kind, name, subject_type, subject_id)
     select $1, '2027-02-01'::timestamptz + n * interval '1 minute', 'system',
       case when n < 600 then 'person.looked-at' else 'person.put-together' end, 'person', $2
     from generate_series(1, 600) n`,
    [call.scheme.id, personId],
  );
  const found = await db.database.withTx(actor, (tx) => readPerson(tx, personId));
  expect(found?.events).toHaveLength(500);
  expect(found?.events.at(-1)?.name).toBe("person.put-together");
  expect(found?.events[0]?.at.toISOString()).toBe(
    new Date(Date.parse(found?.events.at(-1)?.at.toISOString() ?? "") - 499 * 60_000).toISOString(),
  );
});
