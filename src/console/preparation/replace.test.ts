/** Somebody gives a place back: the group says who is next, what was looked at, and offers it. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { closedCallDatabase, computedRun, publishAndOffer } from "../../../tests/support/run.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { acceptOffer } from "../../stages/mobilities/accept-offer.ts";
import { withdrawAcceptance } from "../../stages/mobilities/decline-offer.ts";
import { matchMobility } from "../../stages/mobilities/match-mobility.ts";
import { addOrganisation } from "../../stages/organisations/add-organisation.ts";
import { readGroup } from "../../stages/preparation/keep-group.ts";
import { readReplacements } from "../../stages/preparation/read-replacements.ts";
import { routes as mobilities } from "../mobilities/mobility.page.ts";
import { routes as offers } from "../offers/index.ts";
import { routes } from "./index.ts";

const { db, call } = await closedCallDatabase();
const { database } = db;
const server = await testServer(db, [...routes, ...offers, ...mobilities], { clock: call.clock });
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const neighbour = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
const auditor = await signInAs(db, call.scheme, { role: "auditor" });
await db.sql("update persons set birth_date = '2008-01-01'");
await publishAndOffer(db, await computedRun(db, call), [coordinator, partner]);
const { slug } = call.scheme;
const flowId = call.flows["AL-1"];
const group = `/console/${slug}/flows/${flowId}/group`;

const taken: { id: string; offer: string; name: string }[] = [];
for (const { offer, application } of await db.sql<{ offer: string; application: string }>(
  `select o.id as offer, o.application_id as application from offers o
   join places p on p.id = o.place_id where p.flow_id = $1 order by o.id`,
  [flowId],
)) {
  const actor = { kind: "learner" as const, schemeId: call.scheme.id, applicationId: application };
  need(await database.withTx(actor, (tx) => acceptOffer(tx, offer)));
  const [stay] = await db.sql<{ id: string; name: string }>(
    `select m.id, p.family_name as name from mobilities m join persons p on p.id = m.person_id
     where m.offer_id = $1`,
    [offer],
  );
  taken.push({ ...stay!, offer });
}
const [first, second] = taken as [(typeof taken)[0], (typeof taken)[0]];
const company = await database.withTx(coordinator.actor, async (tx) =>
  need(
    await addOrganisation(tx, {
      name: "Officina Prova",
      kind: "company",
      roles: ["company"],
      city: "Bologna",
      country: "IT",
      hostingPartnerId: call.host,
      invented: true,
    }),
  ),
);
need(await database.withTx(coordinator.actor, (tx) => matchMobility(tx, first.id, company)));
const waiting = await db.sql<{ id: string; name: string; person: string }>(
  `select a.id, p.family_name as name, p.id as person from applications a
   join persons p on p.id = a.person_id where a.call_id = $1 and a.sending_country = 'AL'
     and not exists (select from offers o where o.application_id = a.id) order by a.points desc`,
  [call.callId],
);
const text = (body: string) =>
  body
    .slice(body.indexOf('id="dropouts"'))
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

test("nothing is said of seats while everybody goes, and it costs two questions", async () => {
  const page = await server.get(group, partner);
  expect(page.body).not.toContain('id="dropouts"');
  const asked = await queriesDuring(() => server.get(group, partner));
  const found = await queriesDuring(() =>
    database.withTx(partner.actor, async (tx) => {
      const known = await readGroup(tx, flowId);
      return known && readReplacements(tx, known);
    }),
  );
  const alone = await queriesDuring(() =>
    database.withTx(partner.actor, (tx) => readGroup(tx, flowId)),
  );
  expect([asked, found - alone]).toEqual([11, 2]);
});

test("the seat, who is next, and everything that was looked at, for the office of that country", async () => {
  need(
    await database.withTx(coordinator.actor, (tx) => withdrawAcceptance(tx, first.offer, "Ill")),
  );
  const page = await server.get(group, partner);
  expect(page.statusCode).toBe(200);
  const said = text(page.body);
  expect(said).toMatch(new RegExp(`Next in line \\w+ ${waiting[0]!.name}`));
  for (const line of [
    "1 seat is free",
    "Days No other stay on these days.",
    "90 days in 180 Not more than 90 days",
    "Passport No passport is written down",
    "Visa None is needed",
    "Age 18 or older on the first day.",
    "Company It has a place, for this trade and this age.",
    "What goes over to somebody else",
    "Officina Prova",
  ]) {
    expect(said).toContain(line);
  }
  expect((await server.get(group, neighbour)).statusCode).toBe(404);
  const read = await server.get(group, auditor);
  expect(text(read.body)).toContain("Officina Prova");
  expect(read.body).not.toContain("/handovers/");
  // Who may not offer a seat is not told that nobody waits for it.
  expect(text(read.body)).toContain("1 seat is free");
  expect(read.body).not.toContain("Nobody who waits");
  // The record of the stay says the same.
  const record = await server.get(`/console/${slug}/stays/${first.id}`, partner);
  expect(text(record.body)).toMatch(new RegExp(`Next in line \\w+ ${waiting[0]!.name}`));
});

test("too late for a visa: passed over, and from which first day it would work", async () => {
  await db.sql(
    "update visa_rules set regime = 'visa', lead_weeks = 30 where nationality = 'AL' and regime = 'visa-free'",
  );
  const said = text((await server.get(group, partner)).body);
  expect(said).toContain("Nobody who waits can take this seat.");
  expect(said).toContain("A visa is needed and cannot be had in time");
  expect(said).toContain("There would be time for a first day from 7 Oct 2027 on.");
  await db.sql(
    "update visa_rules set regime = 'visa-free', lead_weeks = 0 where nationality = 'AL' and lead_weeks = 30",
  );
});

test("one button offers it, whoever says yes takes over what was kept, and it is said", async () => {
  const page = await server.get(group, partner);
  const action = /action="(\/console\/[^"]+\/reserve-offers)"/.exec(page.body)?.[1] ?? "";
  const sent = await server.post(action, { application: waiting[0]!.id }, partner);
  expect(sent.statusCode).toBe(303);
  expect(text((await server.get(group, partner)).body)).toContain(
    "was offered the seat, answer by",
  );
  const [offer] = await db.sql<{ id: string }>("select id from offers where from_reserve_list");
  const actor = {
    kind: "learner" as const,
    schemeId: call.scheme.id,
    applicationId: waiting[0]!.id,
  };
  need(await database.withTx(actor, (tx) => acceptOffer(tx, offer!.id)));
  const ready = await server.get(group, partner);
  const [stay] = await db.sql<{ id: string }>("select id from mobilities where offer_id = $1", [
    offer!.id,
  ]);
  // Whoever came for the seat is chosen already.
  expect(ready.body).toContain(`<option value="${stay!.id}" selected`);
  const path = `${group}/handovers/${first.id}`;
  const empty = await server.post(path, { act: "hand-over", to: "" }, partner);
  expect(empty.statusCode).toBe(422);
  for (const box of [`to-${first.id}`, `parts-${first.id}`]) {
    expect(empty.body).toContain(`href="#${box}"`);
    expect(empty.body).toContain(`id="${box}"`);
  }
  const wrong = await server.post(
    path,
    { act: "hand-over", to: stay!.id, parts: "company" },
    neighbour,
  );
  expect(wrong.statusCode).toBe(404);
  const done = await server.post(
    path,
    { act: "hand-over", to: stay!.id, parts: "company" },
    partner,
  );
  expect(done.statusCode).toBe(303);
  expect(text((await server.get(group, partner)).body)).toContain("gone over to");
  expect(await db.sql("select company_id as id from mobilities where id = $1", [stay!.id])).toEqual(
    [{ id: company }],
  );
});

test("two who do not go cost as many questions as one", async () => {
  const one = await queriesDuring(() => server.get(group, partner));
  expect(one).toBe(12);
  await db.sql("update mobilities set state = 'cancelled' where id = $1", [second.id]);
  expect(await queriesDuring(() => server.get(group, partner))).toBe(one);
});
