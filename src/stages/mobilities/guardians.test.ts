import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import {
  closedCall,
  closedCallDatabase,
  computedRun,
  publishAndOffer,
} from "../../../tests/support/run.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { moveExit } from "../consents/exit-authorisation.ts";
import {
  asGuardian,
  type GuardianVisit,
  makeGuardianLink,
  readGuardianLinks,
} from "../consents/guardian-link.ts";
import { readGuardianPage } from "../consents/read-journey.ts";
import { setRule } from "../consents/set-rule.ts";
import { acceptOffer } from "./accept-offer.ts";
import { answerAsGuardian, refuseAsGuardian } from "./answer-as-guardian.ts";
import { withdrawAcceptance } from "./decline-offer.ts";
import { startMobility } from "./move-mobility.ts";
import { recordConsent, withdrawConsent } from "./record-consent.ts";

const { db, call } = await closedCallDatabase();
const { database } = db;
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const serbian = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
const officer = await signInAs(db, call.scheme, {
  role: "school-officer",
  organisationId: call.schools.AL,
});
const elsewhere = await signInAs(db, call.scheme, {
  role: "school-officer",
  organisationId: call.schools.RS,
});
// Everybody in this file is under 18 when they leave.
await db.sql("update persons set birth_date = '2010-12-31'");
const runId = await computedRun(db, call);
await publishAndOffer(db, runId, [coordinator, partner]);

const learner = (at: number): LearnerActor => ({
  kind: "learner",
  schemeId: call.scheme.id,
  applicationId: call.people[at]!,
});
const anonymous = { kind: "anonymous", schemeId: call.scheme.id } as const;
const as = <T>(actor: Parameters<typeof database.withTx>[0], work: (tx: Tx) => Promise<T>) =>
  database.withTx(actor, work as never) as Promise<T>;
const link = async (at: number, guardian = 1) =>
  need(
    await as(learner(at), (tx) =>
      makeGuardianLink(tx, { applicationId: call.people[at]!, guardian, locale: "sq" }),
    ),
  );
const guardian = <T>(secret: string, work: (visit: GuardianVisit) => Promise<T>) =>
  as(anonymous, async (tx) => {
    const visit = await asGuardian(tx, secret);
    if (!visit) throw new Error("the link opens nothing");
    return work(visit);
  });
const WORDING = { locale: "sq", hash: "0".repeat(64) };
const yes = (secret: string, purposes: ("taking-part" | "data" | "pictures")[] = ["taking-part"]) =>
  guardian(secret, (visit) =>
    answerAsGuardian(visit, { purposes, guardianName: "Besa Hoxha", wording: WORDING }),
  );
const takeBack = (secret: string, purpose = "taking-part") =>
  guardian(secret, ({ tx, link: { applicationId, guardian: number } }) =>
    withdrawConsent(tx, { applicationId, guardian: number, purpose }),
  );
const offerOf = async (at: number) =>
  (
    await db.sql<{ id: string; state: string }>(
      "select id, state from offers where application_id = $1 order by offered_at desc limit 1",
      [call.people[at]],
    )
  )[0]!;
const stayOf = async (at: number) =>
  (
    await db.sql<{ id: string; state: string }>(
      "select m.id, m.state from mobilities m join offers o on o.id = m.offer_id where o.application_id = $1",
      [call.people[at]],
    )
  )[0];
const wish = async (at: number) =>
  need(await as(learner(at), async (tx) => acceptOffer(tx, (await offerOf(at)).id)));

test("a guardian's yes by a link makes the wish an accepted place, and each purpose stands alone", async () => {
  expect(await wish(0)).toEqual({ state: "wished", mobilityId: null });
  const { secret } = await link(0);
  expect(need(await yes(secret, ["data"]))).toMatchObject({ purposes: ["data"], accepted: false });
  expect((await offerOf(0)).state).toBe("wished");
  expect(need(await yes(secret))).toMatchObject({ purposes: ["taking-part"], accepted: true });
  expect((await offerOf(0)).state).toBe("accepted");
  expect((await stayOf(0))?.state).toBe("planned");
  // A second tap finds what is there.
  expect(need(await yes(secret))).toMatchObject({ purposes: [], accepted: false });
  const rows = await db.sql(
    "select purpose, medium, ends_on, text_locale, guardian from consents where application_id = $1 order by purpose",
    [call.people[0]],
  );
  expect(rows).toEqual([
    { purpose: "data", medium: "link", ends_on: "2028-07-27", text_locale: "sq", guardian: 1 },
    {
      purpose: "taking-part",
      medium: "link",
      ends_on: "2027-07-28",
      text_locale: "sq",
      guardian: 1,
    },
  ]);
});

test("taken back, the stay is on hold; given again it goes on, and the office may end it", async () => {
  const [open] = await as(learner(0), (tx) => readGuardianLinks(tx, call.people[0]!));
  const { secret } = open!;
  expect(need(await takeBack(secret, "data")).onHold).toBe(false);
  expect((await stayOf(0))?.state).toBe("planned");
  expect(need(await takeBack(secret)).onHold).toBe(true);
  const stay = await stayOf(0);
  expect(stay?.state).toBe("on-hold");
  expect((await offerOf(0)).state).toBe("accepted");
  expect(await takeBack(secret)).toMatchObject({ problems: [{ code: "consent-not-there" }] });
  // Nobody leaves while it is on hold.
  call.clock.moveTo("2027-07-02T08:00:00Z");
  expect(
    await as(coordinator.actor, (tx) =>
      startMobility(tx, stay!.id, { reason: "Sent at short notice." }),
    ),
  ).toMatchObject({
    problems: [{ code: "mobility-on-hold" }],
  });
  call.clock.moveTo("2027-03-12T08:00:00Z");
  expect(need(await yes(secret)).purposes).toEqual(["taking-part"]);
  expect((await stayOf(0))?.state).toBe("planned");
  // A "no" on a page that was open since before the yes is a no.
  expect(need(await guardian(secret, refuseAsGuardian)).onHold).toBe(true);
  need(await as(coordinator.actor, async (tx) => withdrawAcceptance(tx, (await offerOf(0)).id)));
  expect((await stayOf(0))?.state).toBe("cancelled");
  const names = await db.sql<{ name: string; actor_kind: string }>(
    "select name, actor_kind from event_log where subject_id = $1 and name like 'mobility.%' order by id",
    [stay!.id],
  );
  expect(names).toEqual([
    { name: "mobility.planned", actor_kind: "guardian" },
    { name: "mobility.held", actor_kind: "guardian" },
    { name: "mobility.resumed", actor_kind: "guardian" },
    { name: "mobility.held", actor_kind: "guardian" },
    { name: "mobility.cancelled", actor_kind: "staff" },
  ]);
});

test("where a country asks both, acceptance waits for both, by link or on paper", async () => {
  const rule = {
    country: "RS",
    guardians: "2",
    exitNeeded: "ask",
    exitSigners: "ask",
    exitCertified: "ask",
  };
  expect(await as(partner.actor, (tx) => setRule(tx, rule))).toMatchObject({
    problems: [{ code: "not-found" }],
  });
  need(await as(serbian.actor, (tx) => setRule(tx, rule)));
  await wish(6);
  const first = await link(6, 1);
  expect(need(await yes(first.secret)).accepted).toBe(false);
  expect((await offerOf(6)).state).toBe("wished");
  const paper = {
    applicationId: call.people[6]!,
    guardianName: "Јован Ћосић",
    givenOn: "2027-03-11",
    guardian: 2,
  };
  expect(await as(officer.actor, (tx) => recordConsent(tx, paper))).toMatchObject({
    problems: [{ code: "not-found" }],
  });
  expect(need(await as(elsewhere.actor, (tx) => recordConsent(tx, paper))).accepted).toBe(true);
  expect((await offerOf(6)).state).toBe("accepted");
  // One of the two is enough to stop it.
  expect(need(await takeBack(first.secret)).onHold).toBe(true);
});

test("somebody else's link opens nothing, an ended one neither, and no secret is kept", async () => {
  const { secret, linkId } = await link(1);
  expect(await as({ kind: "anonymous", schemeId: null }, (tx) => asGuardian(tx, secret))).toBe(
    undefined,
  );
  const second = await closedCall(db, call.clock, { slug: "elsewhere" });
  expect(
    await as({ kind: "anonymous", schemeId: second.scheme.id }, (tx) => asGuardian(tx, secret)),
  ).toBe(undefined);
  call.clock.moveTo("2027-03-12T08:00:00Z");
  for (const wrong of ["", secret.slice(1), `${secret}0`, linkId, "0".repeat(32)]) {
    expect(await as(anonymous, (tx) => asGuardian(tx, wrong))).toBe(undefined);
  }
  const dump = await db.sql<{ row: string }>(
    "select to_jsonb(g)::text as row from guardian_links g union all select to_jsonb(e)::text from event_log e",
  );
  expect(dump.filter(({ row }) => row.includes(secret))).toEqual([]);
  // The learner sends another: the first one, gone to the wrong telephone, opens nothing.
  const next = await link(1);
  expect(await as(anonymous, (tx) => asGuardian(tx, secret))).toBe(undefined);
  expect(await as(anonymous, (tx) => asGuardian(tx, next.secret))).toBeDefined();
  call.clock.moveTo("2027-05-12T08:00:00Z");
  expect(await as(anonymous, (tx) => asGuardian(tx, next.secret))).toBe(undefined);
  call.clock.moveTo("2027-03-12T08:00:00Z");
});

test("a guardian sees one learner, and a learner cannot take the answered link away", async () => {
  const { secret } = await link(2);
  await guardian(secret, async (visit) => {
    const found = await readGuardianPage(visit.tx, 1);
    expect(found?.journey.familyName).toBe("Person02");
    expect(found?.own).toEqual([]);
  });
  const about = (id: string) =>
    guardian(secret, ({ tx }) =>
      withdrawConsent(tx, { applicationId: id, guardian: 1, purpose: "taking-part" }),
    );
  expect(await about(call.people[6]!)).toMatchObject({ problems: [{ code: "not-found" }] });
  need(await guardian(secret, refuseAsGuardian));
  const again = { applicationId: call.people[2]!, guardian: 1, locale: "sq" };
  expect(await as(learner(2), (tx) => makeGuardianLink(tx, again))).toMatchObject({
    problems: [{ code: "guardian-has-answered" }],
  });
  for (const actor of [learner(1), serbian.actor, elsewhere.actor]) {
    expect(await as(actor, (tx) => makeGuardianLink(tx, again))).toMatchObject({
      problems: [{ code: "not-found" }],
    });
  }
  need(await as(officer.actor, (tx) => makeGuardianLink(tx, again)));
  expect(await as(anonymous, (tx) => asGuardian(tx, secret))).toBe(undefined);
});

test("nothing ticked and no name are both said; nothing is kept", async () => {
  const { secret } = await link(3);
  const refused = await guardian(secret, (visit) =>
    answerAsGuardian(visit, { purposes: [], guardianName: " ", wording: WORDING }),
  );
  expect(refused).toMatchObject({
    problems: [
      { code: "consent-none-ticked", field: "consent" },
      { code: "required", field: "guardianName" },
    ],
  });
  const [kept] = await db.sql("select 1 from consents where application_id = $1", [call.people[3]]);
  expect(kept).toBeUndefined();
});

test("the border form is printed by the learner, seen by the school, and not asked where none is needed", async () => {
  const id = call.people[3]!;
  expect(await as(learner(2), (tx) => moveExit(tx, id, "print"))).toMatchObject({
    problems: [{ code: "not-found" }],
  });
  expect(await as(officer.actor, (tx) => moveExit(tx, id, "see"))).toMatchObject({
    problems: [{ code: "exit-needed" }],
  });
  expect(need(await as(learner(3), (tx) => moveExit(tx, id, "print")))).toBe("printed");
  expect(await as(learner(3), (tx) => moveExit(tx, id, "see"))).toMatchObject({
    problems: [{ code: "not-found" }],
  });
  expect(await as(elsewhere.actor, (tx) => moveExit(tx, id, "see"))).toMatchObject({
    problems: [{ code: "not-found" }],
  });
  expect(need(await as(officer.actor, (tx) => moveExit(tx, id, "see")))).toBe("seen");
  expect(need(await as(partner.actor, (tx) => moveExit(tx, id, "reopen")))).toBe("printed");
  need(
    await as(coordinator.actor, (tx) =>
      setRule(tx, {
        country: "AL",
        guardians: "1",
        exitNeeded: "no",
        exitSigners: "ask",
        exitCertified: "ask",
      }),
    ),
  );
  expect(await as(officer.actor, (tx) => moveExit(tx, id, "see"))).toMatchObject({
    problems: [{ code: "exit-not-needed" }],
  });
});
