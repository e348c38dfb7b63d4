/** Who was reminded is who heard of it, by whichever way: the history says nothing else. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { Result } from "../../shared/result.ts";
import { matchMobility } from "../mobilities/match-mobility.ts";
import { wayTo } from "./reminder.rules.ts";
import { listToTell, tellByHand } from "./tell-by-hand.ts";
import { watchPreparation } from "./watch-preparation.ts";

test.each<[string, Parameters<typeof wayTo>, string]>([
  [
    "a letter first",
    ["learner", { email: "a@b.c", phone: "+355691234567", mayBeTexted: true }, true],
    "mail",
  ],
  [
    "else a text",
    ["learner", { email: null, phone: "+355 69 123 4567", mayBeTexted: true }, true],
    "sms",
  ],
  [
    "no gateway",
    ["learner", { email: null, phone: "+355691234567", mayBeTexted: true }, false],
    "hand",
  ],
  [
    "no consent",
    ["learner", { email: null, phone: "+355691234567", mayBeTexted: false }, true],
    "hand",
  ],
  [
    "no country code",
    ["learner", { email: null, phone: "069 1234", mayBeTexted: true }, true],
    "hand",
  ],
  [
    "a guardian",
    ["guardian", { email: "a@b.c", phone: "+355691234567", mayBeTexted: true }, true],
    "hand",
  ],
])("how somebody is reached: %s", (_, from, way) => expect(wayTo(...from)).toBe(way));

const { db, actor, clock, companies, stays, scheme } = await hostingScene(3);
const { database } = db;
const system = { kind: "system", schemeId: scheme.id } as const;
const coordinator = await signInAs(db, scheme, { role: "coordinator" });
const neighbour = await signInAs(db, scheme, { role: "country-partner", country: "RS" });
const [reached = "", texted = "", unreached = ""] = stays;
for (const id of stays) {
  need(await database.withTx(actor, (tx) => matchMobility(tx, id, companies[0])));
}
const person = (id: string, email: null, phone: string | null, birth: string) =>
  db.sql(
    `update persons set email = $2, phone = $3, birth_date = $4
     where id = (select person_id from mobilities where id = $1)`,
    [id, email, phone, birth],
  );
await person(texted, null, "+355 69 123 4567", "2008-05-01");
await person(unreached, null, "+355 69 765 4321", "2010-05-01");
const watch = (id: string) =>
  database.withTx(system, (tx) => watchPreparation(tx, id, true), { purpose: "care" });
const reminded = (id: string) =>
  db.sql<{ who: string; by: string }>(
    `select distinct who, reminded_by as by from stay_tasks where mobility_id = $1 and reminders > 0
     order by who`,
    [id],
  );
const toTell = (who = coordinator.actor) =>
  database.withTx(who, (tx) => listToTell(tx, { hasGateway: true }));
const codes = (result: Result<unknown>) => (result.ok ? [] : result.problems.map((p) => p.code));

test("tasks of others are not called reminded by what went to the learner", async () => {
  for (const id of stays) await watch(id);
  clock.moveTo("2027-06-26T08:00:00Z");
  for (const id of stays) await watch(id);
  expect(await reminded(reached)).toEqual([{ who: "learner", by: "mail" }]);
  expect(await reminded(texted)).toEqual([{ who: "learner", by: "sms" }]);
  expect(await reminded(unreached)).toEqual([]);
  const events = await db.sql<{ subject: string; codes: string[] }>(
    "select subject_id as subject, data->'codes' as codes from event_log where name = 'tasks.reminded'",
  );
  expect(new Set(events.map(({ subject }) => subject))).toEqual(new Set([reached, texted]));
  expect(events.flatMap(({ codes }) => codes)).not.toContain("lodging");
});

test("a text message names neither the person nor a task, and a job carries it away", async () => {
  const texts = await db.sql<{ id: string; to: string; body: string }>(
    "select id, to_address as to, body from mail_messages where channel = 'sms'",
  );
  expect(texts.length).toBeGreaterThan(0);
  expect(new Set(texts.map(({ to }) => to))).toEqual(new Set(["+355691234567"]));
  expect(JSON.stringify(texts)).not.toMatch(/Secret|Ana|language|insurance/i);
  for (const { id } of texts) {
    const jobs = await db.sql("select 1 from graphile_worker._private_jobs where key = $1", [
      `mail:${id}`,
    ]);
    expect(jobs).toHaveLength(1);
  }
});

test("whom nothing reaches stands on a list, and so does every guardian, until somebody told them", async () => {
  const list = await toTell();
  const whom = list.map(({ stay, who }) => `${stay.id} ${who}`);
  expect(whom).toContain(`${unreached} learner`);
  expect(whom).toContain(`${unreached} guardian`);
  expect(whom).toContain(`${reached} guardian`);
  expect(whom).not.toContain(`${reached} learner`);
  expect(whom).not.toContain(`${texted} learner`);
  expect(await toTell(neighbour.actor)).toEqual([]);
  // An auditor sees every stay; with a school beside it the list is still of that school alone.
  const elsewhere = {
    role: "school-officer",
    organisationId: companies[0]!,
    country: null,
  } as const;
  const memberships = [
    { role: "auditor", organisationId: null, country: null } as const,
    elsewhere,
  ];
  expect(await toTell({ ...coordinator.actor, memberships })).toEqual([]);
  const tell = (by: typeof coordinator.actor, who: string) =>
    database.withTx(by, (tx) => tellByHand(tx, unreached, who, true));
  expect(codes(await tell(neighbour.actor, "learner"))).toEqual(["not-found"]);
  expect(codes(await tell(coordinator.actor, "school"))).toEqual(["nobody-to-tell"]);
  expect(need(await tell(coordinator.actor, "learner"))).toBeGreaterThan(3);
  // Told twice at one moment, or by two people: the second is told that nothing is left.
  expect(codes(await tell(coordinator.actor, "learner"))).toEqual(["nobody-to-tell"]);
  expect(await reminded(unreached)).toEqual([{ who: "learner", by: "hand" }]);
  const [event] = await db.sql<{ data: { who: string } }>(
    "select data from event_log where name = 'tasks.told' and subject_id = $1",
    [unreached],
  );
  expect(event?.data.who).toBe("learner");
});
