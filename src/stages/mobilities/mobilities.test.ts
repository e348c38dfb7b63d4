import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { closedCall, closedCallDatabase, computedRun, FREEZE } from "../../../tests/support/run.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { LearnerActor } from "../../platform/db/actor.ts";
import { publishRun } from "../allocation-runs/publish-run.ts";
import { signRun } from "../allocation-runs/sign-run.ts";
import { acceptOffer } from "./accept-offer.ts";
import { answerCheck } from "./answer-check.ts";
import { askForCheck } from "./ask-for-check.ts";
import { declineOffer, lapseOffer, withdrawAcceptance } from "./decline-offer.ts";
import { finishMobility, startMobility } from "./move-mobility.ts";
import { offerNextReserve } from "./offer-next-reserve.ts";
import { offerPlaces } from "./offer-places.ts";
import { readResult } from "./read-result.ts";
import { recordConsent } from "./record-consent.ts";

const { db, call } = await closedCallDatabase();
const { database } = db;
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const serbian = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
const auditor = await signInAs(db, call.scheme, { role: "auditor" });

const runId = await computedRun(db, call);
for (const who of [coordinator, partner]) {
  need(await database.withTx(who.actor, (tx) => signRun(tx, runId), FREEZE));
}
const made = await database.withTx(
  coordinator.actor,
  async (tx) => {
    need(await publishRun(tx, runId));
    return offerPlaces(tx, runId);
  },
  FREEZE,
);

const learner = (at: number): LearnerActor => ({
  kind: "learner",
  schemeId: call.scheme.id,
  applicationId: call.people[at]!,
});
const as = <T>(actor: Parameters<typeof database.withTx>[0], work: (tx: never) => Promise<T>) =>
  database.withTx(actor, work as never) as Promise<T>;
type Offer = { id: string; state: string; place_id: string };
const offerOf = async (at: number): Promise<Offer> =>
  (
    await db.sql<Offer>(
      "select id, state, place_id from offers where application_id = $1 order by offered_at desc limit 1",
      [call.people[at]],
    )
  )[0]!;
const events = async (at: number) =>
  (
    await db.sql<{ name: string }>("select name from event_log where subject_id = $1 order by id", [
      call.people[at],
    ])
  ).map((row) => row.name);

test("everybody placed is offered the place and told, without code, city or link", async () => {
  expect(made).toEqual({ ok: true, value: 7 });
  const again = await as(coordinator.actor, (tx) => offerPlaces(tx, runId));
  expect(again).toEqual({ ok: true, value: 0 });
  const mails = await db.sql<{ body: string; template: string }>(
    "select body, template from mail_messages where scheme_id = $1",
    [call.scheme.id],
  );
  expect(mails.length).toBe(7);
  for (const { body } of mails) expect(body).not.toMatch(/KLF-|https?:|Bologna|Seville/);
});

test("nobody but the person and the office of that country answers an offer", async () => {
  const { id } = await offerOf(0);
  for (const actor of [learner(1), serbian.actor, auditor.actor]) {
    expect(await as(actor, (tx) => acceptOffer(tx, id))).toMatchObject({
      problems: [{ code: "not-found" }],
    });
  }
  const elsewhere = await closedCall(db, call.clock, { slug: "elsewhere" });
  const stranger = await signInAs(db, elsewhere.scheme, { role: "coordinator" });
  expect(await as(stranger.actor, (tx) => acceptOffer(tx, id))).toMatchObject({
    problems: [{ code: "not-found" }],
  });
  expect((await offerOf(0)).state).toBe("offered");
});

test("an adult's yes plans the stay in the same step, once", async () => {
  const { id } = await offerOf(0);
  const yes = need(await as(learner(0), (tx) => acceptOffer(tx, id)));
  expect(yes.state).toBe("accepted");
  const rows = await db.sql("select state, person_id from mobilities where offer_id = $1", [id]);
  expect(rows).toMatchObject([{ state: "planned" }]);
  expect(await as(learner(0), (tx) => acceptOffer(tx, id))).toMatchObject({
    problems: [{ code: "offer-accepted" }],
  });
  expect((await events(0)).slice(-2)).toEqual(["offer.made", "offer.accepted"]);
});

test("a second place on the same days is refused and names the first", async () => {
  // The same person in another call, already travelling in those days.
  const { id } = await offerOf(1);
  await db.sql(
    `insert into mobilities (id, scheme_id, line_id, person_id, reference, sending_organisation_id,
       sending_country, hosting_country, hosting_city, starts, ends, mode, state, created_at)
     select gen_random_uuid(), a.scheme_id, $2, a.person_id, 'EARLIER', a.organisation_id, 'AL', 'FR',
       'Lyon', f.ends, f.ends + 5, 'physical', 'planned', now()
     from offers o join applications a on a.id = o.application_id
     join places p on p.id = o.place_id join flows f on f.id = p.flow_id where o.id = $1`,
    [id, call.lineId],
  );
  const refused = await as(learner(1), (tx) => acceptOffer(tx, id));
  expect(refused).toMatchObject({
    problems: [{ code: "stay-overlaps", params: { city: "Lyon" } }],
  });
  expect((await offerOf(1)).state).toBe("offered");
  await db.sql("update mobilities set state = 'cancelled' where reference = 'EARLIER'");
});

test("a minor's yes is a wish until the paper is recorded, and the paper may come first", async () => {
  await db.sql(
    "update persons set birth_date = '2010-12-31' where id in (select person_id from applications where id = any($1))",
    [[call.people[1], call.people[4]]],
  );
  const wish = need(await as(learner(1), async (tx) => acceptOffer(tx, (await offerOf(1)).id)));
  expect(wish).toEqual({ state: "wished", mobilityId: null });
  const paper = {
    applicationId: call.people[1]!,
    guardianName: "Agim Hoxha",
    givenOn: "2027-03-10",
  };
  expect(await as(serbian.actor, (tx) => recordConsent(tx, paper))).toMatchObject({
    problems: [{ code: "not-found" }],
  });
  const bad = { ...paper, guardianName: " ", givenOn: "2027-03-12" };
  expect(await as(partner.actor, (tx) => recordConsent(tx, bad))).toMatchObject({
    problems: [
      { code: "required", field: "guardianName" },
      { code: "day-in-future", field: "givenOn" },
    ],
  });
  expect(need(await as(partner.actor, (tx) => recordConsent(tx, paper))).accepted).toBe(true);
  expect((await offerOf(1)).state).toBe("accepted");
  expect(await as(partner.actor, (tx) => recordConsent(tx, paper))).toMatchObject({
    problems: [{ code: "consent-already-there" }],
  });

  const first = { ...paper, applicationId: call.people[4]! };
  expect(need(await as(partner.actor, (tx) => recordConsent(tx, first))).accepted).toBe(false);
  const yes = await as(learner(4), async (tx) => acceptOffer(tx, (await offerOf(4)).id));
  expect(need(yes).state).toBe("accepted");
});

test("a declined seat goes to the next in line in one step; who holds a place is not asked", async () => {
  const serbs = [6, 7, 8, 9, 10, 11];
  const states = await Promise.all(serbs.map(offerOf));
  // 90 and the group's 40 hold RS-1, 61 holds RS-2; 60, 39 and 38 wished RS-1 only and wait.
  expect(states.map((offer) => offer !== undefined)).toEqual([
    true,
    true,
    false,
    true,
    false,
    false,
  ]);
  const top = states[0]!;
  expect(await as(serbian.actor, (tx) => offerNextReserve(tx, top.place_id))).toMatchObject({
    problems: [{ code: "place-full" }],
  });
  need(await as(learner(6), (tx) => declineOffer(tx, top.id, "Family")));
  expect(await as(partner.actor, (tx) => offerNextReserve(tx, top.place_id))).toMatchObject({
    problems: [{ code: "not-found" }],
  });
  const next = need(await as(serbian.actor, (tx) => offerNextReserve(tx, top.place_id)));
  expect(next.applicationId).toBe(call.people[8]);
  expect(await as(serbian.actor, (tx) => offerNextReserve(tx, top.place_id))).toMatchObject({
    problems: [{ code: "place-full" }],
  });
});

test("silence ends an offer only after the deadline and by a person; then it is too late to say yes", async () => {
  const { id } = await offerOf(9);
  expect(await as(serbian.actor, (tx) => lapseOffer(tx, id))).toMatchObject({
    problems: [{ code: "answer-still-possible" }],
  });
  const [{ answer_by: by }] = (await db.sql<{ answer_by: Date }>(
    "select answer_by from offers where id = $1",
    [id],
  )) as [{ answer_by: Date }];
  call.clock.moveTo(new Date(by.getTime() + 61 * 60_000));
  expect(await as(learner(9), (tx) => acceptOffer(tx, id))).toMatchObject({
    problems: [{ code: "answer-too-late" }],
  });
  need(await as(serbian.actor, (tx) => lapseOffer(tx, id)));
  expect((await offerOf(9)).state).toBe("lapsed");
});

test("an accepted place is taken back by the office only, and its stay is cancelled", async () => {
  const { id } = await offerOf(0);
  expect(await as(learner(0), (tx) => withdrawAcceptance(tx, id))).toMatchObject({
    problems: [{ code: "not-found" }],
  });
  need(await as(partner.actor, (tx) => withdrawAcceptance(tx, id, "Illness")));
  expect(await db.sql("select state from mobilities where offer_id = $1", [id])).toEqual([
    { state: "cancelled" },
  ]);
});

test("a learner reads the own result with true reasons, and asks a person", async () => {
  const result = await as(learner(5), (tx) => readResult(tx));
  expect(result).toMatchObject({ points: 50, runId, offer: null });
  expect(result?.explanation?.code).toBe("unplaced");
  expect(result?.wishes.map((wish) => wish.reason?.open)).toEqual([false, false]);
  expect(result?.wishes.every((wish) => wish.waiting !== null)).toBe(true);
  const id = need(await as(learner(5), (tx) => askForCheck(tx, "My grades?")));
  expect(await as(learner(5), (tx) => askForCheck(tx, "Again"))).toMatchObject({
    problems: [{ code: "check-already-asked" }],
  });
  expect(await as(serbian.actor, (tx) => answerCheck(tx, id, "Right."))).toMatchObject({
    problems: [{ code: "not-found" }],
  });
  need(await as(partner.actor, (tx) => answerCheck(tx, id, "Your grades were entered rightly.")));
  expect(await as(partner.actor, (tx) => answerCheck(tx, id, "Once more"))).toMatchObject({
    problems: [{ code: "check-request-answered" }],
  });
  const after = await as(learner(5), (tx) => readResult(tx));
  expect(after?.checks).toMatchObject([{ state: "answered", message: "My grades?" }]);
});

test("a stay is finished after its last day, and then counts", async () => {
  const [stay] = await db.sql<{ id: string; starts: string; ends: string }>(
    "select id, starts::text, ends::text from mobilities where state = 'planned' and scheme_id = $1 order by id limit 1",
    [call.scheme.id],
  );
  expect(await as(coordinator.actor, (tx) => finishMobility(tx, stay!.id))).toMatchObject({
    problems: [{ code: "stay-not-over" }],
  });
  expect(
    await as(coordinator.actor, (tx) =>
      startMobility(tx, stay!.id, { reason: "Sent at short notice." }),
    ),
  ).toMatchObject({
    problems: [{ code: "stay-not-begun" }],
  });
  call.clock.moveTo(`${stay!.ends}T12:00:00Z`);
  expect(need(await as(coordinator.actor, (tx) => finishMobility(tx, stay!.id)))).toBe("finished");
});
