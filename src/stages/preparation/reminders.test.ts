/** Who was reminded is who got a letter: the history says nothing else. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { matchMobility } from "../mobilities/match-mobility.ts";
import { watchPreparation } from "./watch-preparation.ts";

const { db, actor, clock, companies, stays, scheme } = await hostingScene(2);
const system = { kind: "system", schemeId: scheme.id } as const;
const [reached = "", unreached = ""] = stays;
for (const id of stays) {
  need(await db.database.withTx(actor, (tx) => matchMobility(tx, id, companies[0])));
}
await db.sql(
  "update persons set email = null where id = (select person_id from mobilities where id = $1)",
  [unreached],
);
const watch = (id: string) =>
  db.database.withTx(system, (tx) => watchPreparation(tx, id), { purpose: "care" });
const reminded = (id: string) =>
  db.sql<{ who: string }>(
    "select distinct who from stay_tasks where mobility_id = $1 and reminders > 0",
    [id],
  );

test("tasks of others are not called reminded by a letter to the learner, nor without one", async () => {
  for (const id of stays) await watch(id);
  clock.moveTo("2027-06-26T08:00:00Z");
  for (const id of stays) await watch(id);
  expect(await reminded(reached)).toEqual([{ who: "learner" }]);
  expect(await reminded(unreached)).toEqual([]);
  const letters = await db.sql("select 1 from mail_messages where template = 'tasks.mail-due'");
  const events = await db.sql<{ subject: string; codes: string[] }>(
    "select subject_id as subject, data->'codes' as codes from event_log where name = 'tasks.reminded'",
  );
  expect(events).toHaveLength(letters.length);
  expect(new Set(events.map(({ subject }) => subject))).toEqual(new Set([reached]));
  expect(events.flatMap(({ codes }) => codes)).not.toContain("lodging");
});
