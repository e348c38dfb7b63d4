import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import {
  closedCall,
  closedCallDatabase,
  computedRun,
  publishAndOffer,
} from "../../../tests/support/run.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { acceptOffer } from "../../stages/mobilities/accept-offer.ts";
import { askForCheck } from "../../stages/mobilities/ask-for-check.ts";
import { declineOffer } from "../../stages/mobilities/decline-offer.ts";
import { recordConsent } from "../../stages/mobilities/record-consent.ts";
import { routes as checkRequests } from "../check-requests/check-requests.page.ts";
import { routes as offerRoutes } from "./index.ts";

const { db, call } = await closedCallDatabase();
const { database } = db;
const server = await testServer(db, [...offerRoutes, ...checkRequests], { clock: call.clock });
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const auditor = await signInAs(db, call.scheme, { role: "auditor" });
const elsewhere = await closedCall(db, call.clock, { slug: "elsewhere" });
const stranger = await signInAs(db, elsewhere.scheme, { role: "coordinator" });

const base = `/console/${call.scheme.slug}`;
const list = `${base}/calls/${call.callId}/offers`;
const learner = (at: number) => ({
  kind: "learner" as const,
  schemeId: call.scheme.id,
  applicationId: call.people[at]!,
});
const offerOf = async (at: number): Promise<string> =>
  (
    await db.sql<{ id: string }>(
      "select id from offers where application_id = $1 order by offered_at desc limit 1",
      [call.people[at]],
    )
  )[0]!.id;
const people = (html: string) => [...html.matchAll(/(Person\d\d), /g)].map((found) => found[1]);

test("before publication the page says why there is nothing", async () => {
  const page = await server.get(list, coordinator);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain("not published yet");
});

test("one page shows who answered, filters, and asks the database as often for 7 rows as for 1", async () => {
  const runId = await computedRun(db, call);
  await publishAndOffer(db, runId, [coordinator, partner]);
  const accepted = await offerOf(0);
  need(await database.withTx(learner(0), (tx) => acceptOffer(tx, accepted)));
  const all = await server.get(list, coordinator);
  expect(people(all.body).length).toBe(7);
  const filtered = await server.get(`${list}?state=accepted`, coordinator);
  expect(people(filtered.body)).toEqual(["Person00"]);
  const many = await queriesDuring(() => server.get(list, coordinator));
  const one = await queriesDuring(() => server.get(`${list}?state=accepted`, coordinator));
  expect(one).toBe(many);
  const csv = await server.get(
    `${base}/calls/${call.callId}/offers.csv?state=accepted`,
    coordinator,
  );
  expect(csv.headers["content-type"]).toContain("text/csv");
  expect(csv.body.trim().split("\n").length).toBe(2);
});

test("a country partner sees the own country, an auditor no buttons, another scheme nothing", async () => {
  const own = await server.get(list, partner);
  expect(people(own.body).every((name) => Number(name!.slice(-2)) < 6)).toBe(true);
  expect(own.body).not.toContain("RS-1");
  const serbian = await offerOf(6);
  expect((await server.get(`${base}/offers/${serbian}`, partner)).statusCode).toBe(404);
  const reply = await server.post(`${base}/offers/${serbian}/answer`, { act: "decline" }, partner);
  expect(reply.statusCode).toBe(404);
  const seen = await server.get(`${base}/offers/${serbian}`, auditor);
  expect(seen.statusCode).toBe(200);
  expect(seen.body).not.toContain('name="act"');
  expect(
    (await server.post(`${base}/offers/${serbian}/answer`, { act: "decline" }, auditor)).statusCode,
  ).toBe(404);
  expect((await server.get(list, stranger)).statusCode).not.toBe(200);
  const foreign = `/console/elsewhere/calls/${call.callId}/offers`;
  expect((await server.get(foreign, stranger)).statusCode).toBe(404);
  expect((await server.get(`${base}/offers/not-an-id`, coordinator)).statusCode).toBe(404);
});

test("a free seat is offered in one click, once for a double tap", async () => {
  const id = await offerOf(6);
  const [{ place_id: place }] = (await db.sql<{ place_id: string }>(
    "select place_id from offers where id = $1",
    [id],
  )) as [{ place_id: string }];
  const full = await server.post(`${base}/places/${place}/reserve-offers`, {}, coordinator);
  expect(full.statusCode).toBe(422);
  expect(full.body).toContain("All seats of this place are held");
  need(await database.withTx(learner(6), (tx) => declineOffer(tx, id)));
  const page = await server.get(list, coordinator);
  expect(page.body).toContain(`/places/${place}/reserve-offers`);
  const key = { _key: "22222222-2222-4222-8222-222222222222" };
  const first = await server.post(`${base}/places/${place}/reserve-offers`, key, coordinator);
  const again = await server.post(`${base}/places/${place}/reserve-offers`, key, coordinator);
  expect([first.statusCode, again.statusCode]).toEqual([303, 303]);
  expect(again.headers.location).toBe(first.headers.location);
  expect(first.headers.location).toBe(`${base}/offers/${await offerOf(8)}`);
});

test("the offer of a minor leads to the learner's consents, and says who gave it", async () => {
  await db.sql(
    "update persons set birth_date = '2010-12-31' where id = (select person_id from applications where id = $1)",
    [call.people[1]],
  );
  const offer = await offerOf(1);
  need(await database.withTx(learner(1), (tx) => acceptOffer(tx, offer)));
  const page = await server.get(`${base}/offers/${offer}`, partner);
  expect(page.body).toContain(`/applications/${call.people[1]}/consents`);
  const paper = {
    applicationId: call.people[1]!,
    guardianName: "Agim <Hoxha>",
    givenOn: "2027-03-10",
  };
  need(await database.withTx(partner.actor, (tx) => recordConsent(tx, paper)));
  const after = await server.get(`${base}/offers/${offer}`, partner);
  expect(after.body).toContain("Agim &lt;Hoxha&gt;");
  expect(after.body).toContain("accepted");
});

test("the office records a yes by telephone after the deadline, and lets silence go", async () => {
  const offer = await offerOf(9);
  const early = await server.post(`${base}/offers/${offer}/answer`, { act: "lapse" }, coordinator);
  expect(early.statusCode).toBe(422);
  expect(early.body).toContain("can still answer");
  call.clock.moveTo("2027-06-01T08:00:00Z");
  const overdue = await server.get(`${list}?overdue=1`, coordinator);
  expect(people(overdue.body)).toContain("Person09");
  const yes = await server.post(`${base}/offers/${offer}/answer`, { act: "accept" }, coordinator);
  expect(yes.statusCode).toBe(303);
  const silent = await offerOf(7);
  const lapse = { act: "lapse", reason: "Called twice" };
  expect(
    (await server.post(`${base}/offers/${silent}/answer`, lapse, coordinator)).statusCode,
  ).toBe(303);
  expect((await server.get(`${base}/offers/${silent}`, coordinator)).body).toContain(
    "Called twice",
  );
});

test("a request for a check is answered once, in words, by the right office", async () => {
  const id = need(await database.withTx(learner(5), (tx) => askForCheck(tx, "My <i>grades</i>?")));
  const page = await server.get(`${base}/check-requests`, partner);
  expect(page.body).toContain("My &lt;i&gt;grades&lt;/i&gt;?");
  const path = `${base}/check-requests/${id}/answer`;
  const empty = await server.post(path, { answer: "" }, partner);
  expect(empty.statusCode).toBe(422);
  expect(empty.body).toContain(`href="#answer-${id}"`);
  expect((await server.post(path, { answer: "No." }, auditor)).statusCode).toBe(404);
  expect((await server.post(path, { answer: "We looked: right." }, partner)).statusCode).toBe(303);
  expect((await server.post(path, { answer: "Again" }, partner)).statusCode).toBe(422);
  expect((await server.get(`${base}/check-requests`, partner)).body).toContain("We looked: right.");
  expect(server.errors).toEqual([]);
});
