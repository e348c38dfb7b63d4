import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { closedCallDatabase, computedRun, publishAndOffer } from "../../../tests/support/run.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { day } from "../../shared/day.ts";
import { declineOffer } from "../../stages/mobilities/decline-offer.ts";
import { reserveObstacles } from "../../stages/mobilities/reserve-check.rules.ts";
import { readVisaRules } from "../../stages/travel/change-visa-rules.ts";
import { USUAL_LEAD_DAYS } from "../../stages/travel/lead-time.rules.ts";
import { routes } from "./index.ts";

const { db, call } = await closedCallDatabase();
const server = await testServer(db, routes, { clock: call.clock });
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const neighbour = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });

/** Published, and one seat of Albania given back; two people wait for it. */
const runId = await computedRun(db, call);
await publishAndOffer(db, runId, [coordinator, partner]);
const [back] = await db.sql<{ id: string; application: string; place: string }>(
  `select o.id, o.application_id as application, o.place_id as place from offers o
   join places p on p.id = o.place_id where p.flow_id = $1 order by o.id limit 1`,
  [call.flows["AL-1"]],
);
const learner = {
  kind: "learner" as const,
  schemeId: call.scheme.id,
  applicationId: back!.application,
};
need(await db.database.withTx(learner, (tx) => declineOffer(tx, back!.id, "")));
const url = `/console/${call.scheme.slug}/places/${back!.place}/reserve-offers`;
const waiting = await db.sql<{ id: string; person: string; name: string }>(
  `select a.id, a.person_id as person, p.family_name as name from applications a
   join persons p on p.id = a.person_id
   where a.call_id = $1 and a.sending_country = 'AL'
     and not exists (select from offers o where o.application_id = a.id) order by a.points desc`,
  [call.callId],
);

test("the next in line is proposed with what was checked, and one press offers the seat", async () => {
  const page = await server.get(url, coordinator);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain(waiting[0]!.name);
  expect(page.body).toContain("No other stay on these days.");
  expect((await server.get(url, partner)).statusCode).toBe(200);
  expect((await server.get(url, neighbour)).statusCode).toBe(404);
});

test("somebody whose days are taken by another stay is passed over, and the reason is named", async () => {
  const [line] = await db.sql<{ id: string }>("select id from activity_lines limit 1");
  await db.sql(
    `insert into mobilities (id, scheme_id, line_id, person_id, reference, sending_organisation_id,
       sending_country, hosting_country, hosting_city, starts, ends, mode, state, created_at)
     values ($1, $2, $3, $4, 'other-stay', $5, 'AL', 'IT', 'Rimini', '2027-06-10', '2027-06-20',
       'physical', 'planned', now())`,
    [randomUUID(), call.scheme.id, line!.id, waiting[0]!.person, call.schools.AL],
  );
  const page = await server.get(url, coordinator);
  expect(page.body).toContain("1 person is passed over");
  expect(page.body).toContain("meet another place already held");
  expect(page.body.indexOf(waiting[1]!.name)).toBeLessThan(page.body.indexOf(waiting[0]!.name));
  // What the page showed before that stay was known is not done behind its back.
  const stale = await server.post(url, { application: waiting[0]!.id }, coordinator);
  expect(stale.statusCode).toBe(422);
  expect(stale.body).toContain("changed this in the meantime");
  expect(await db.sql("select 1 from offers where from_reserve_list")).toEqual([]);
  const offered = await server.post(url, { application: waiting[1]!.id }, coordinator);
  expect(offered.statusCode).toBe(303);
  const rows = await db.sql("select application_id as id from offers where from_reserve_list");
  expect(rows).toEqual([{ id: waiting[1]!.id }]);
  const events = await db.sql(
    "select subject_id as id, data -> 'reasons' as reasons from event_log where name = 'offer.passed-over'",
  );
  expect(events).toEqual([{ id: waiting[0]!.id, reasons: ["dates-overlap"] }]);
});

test("a visa that is needed must still be possible in time, by the weeks of the programme's table", async () => {
  const rules = await db.database.withTx(coordinator.actor, readVisaRules);
  const of = {
    nationality: "AL",
    hostingCountry: "IT",
    starts: day("2027-06-01"),
    today: day("2027-05-01"),
  };
  expect(reserveObstacles([], of, rules)).toEqual([]);
  const over = { code: "visa-days", params: { days: 95, limit: 90, on: "2027-06-20" } };
  // Twelve weeks for a national visa stand in the table that every programme begins with.
  expect(reserveObstacles([over], of, rules)).toEqual([
    over,
    { code: "visa-lead-time", params: { days: 31, needed: 84 } },
  ]);
  expect(reserveObstacles([], { ...of, nationality: "XX" }, rules)).toEqual([
    { code: "visa-lead-time", params: { days: 31, needed: USUAL_LEAD_DAYS } },
  ]);
  const early = { ...of, nationality: "XX", today: day("2027-04-02") };
  expect(reserveObstacles([], early, rules)).toEqual([]);
  expect(reserveObstacles([], { ...of, nationality: "HR" }, rules)).toEqual([]);
  const visa = rules.map((rule) => ({ ...rule, regime: "visa" as const, leadWeeks: 5 }));
  expect(reserveObstacles([], of, visa)).toEqual([
    { code: "visa-lead-time", params: { days: 31, needed: 35 } },
  ]);
});
