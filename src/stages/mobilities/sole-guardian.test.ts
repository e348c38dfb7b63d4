import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { closedCallDatabase, computedRun, publishAndOffer } from "../../../tests/support/run.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { routes } from "../../console/consents/index.ts";
import type { LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { readLearnerConsents } from "../consents/read-consents.ts";
import { readSheets } from "../consents/read-journey.ts";
import { setRule } from "../consents/set-rule.ts";
import { acceptOffer } from "./accept-offer.ts";
import { declareSoleGuardian, endSoleGuardian, recordConsent } from "./record-consent.ts";

const { db, call } = await closedCallDatabase();
const { database } = db;
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const serbian = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
const officer = await signInAs(db, call.scheme, {
  role: "school-officer",
  organisationId: call.schools.RS,
  name: "Mira Officer",
});
await db.sql("update persons set birth_date = '2010-12-31'");
const runId = await computedRun(db, call);
await publishAndOffer(db, runId, [coordinator, partner]);
const as = <T>(actor: Parameters<typeof database.withTx>[0], work: (tx: Tx) => Promise<T>) =>
  database.withTx(actor, work as never) as Promise<T>;
const [offer] = await db.sql<{ id: string; of: string }>(
  `select o.id, o.application_id as of from offers o join applications a on a.id = o.application_id
   where a.sending_country = 'RS' and o.state = 'offered' order by a.id limit 1`,
);
const applicationId = offer!.of;
const learner: LearnerActor = { kind: "learner", schemeId: call.scheme.id, applicationId };
const stateOf = async () =>
  (await db.sql<{ state: string }>("select state from offers where id = $1", [offer!.id]))[0]
    ?.state;
const said = { applicationId, reason: "only-one" };

test("where the country asks for one guardian there is nothing to declare", async () => {
  expect(await as(serbian.actor, (tx) => declareSoleGuardian(tx, said))).toMatchObject({
    problems: [{ code: "one-guardian-enough" }],
  });
});

test("where it asks for both and there is one, that yes is enough, with a reason that everybody reads", async () => {
  need(
    await as(serbian.actor, (tx) =>
      setRule(tx, {
        country: "RS",
        guardians: "2",
        exitNeeded: "yes",
        exitSigners: "both",
        exitCertified: "ask",
      }),
    ),
  );
  need(await as(learner, (tx) => acceptOffer(tx, offer!.id)));
  const paper = { applicationId, guardianName: "Јован Ћосић", givenOn: "2027-03-11", guardian: 1 };
  expect(need(await as(officer.actor, (tx) => recordConsent(tx, paper))).accepted).toBe(false);
  expect(await stateOf()).toBe("wished");
  // Another country's partner does not know the family, and a reason is one of three.
  expect(await as(partner.actor, (tx) => declareSoleGuardian(tx, said))).toMatchObject({
    problems: [{ code: "not-found" }],
  });
  const server = await testServer(db, routes, { clock: call.clock });
  const page = `/console/${call.scheme.slug}/applications/${applicationId}`;
  expect((await server.get(`${page}/consents`, officer)).body).toContain(
    "There is only one guardian",
  );
  const own = await server.post(`${page}/one-guardian`, { soleReason: "the father" }, officer);
  expect(own.statusCode).toBe(422);
  const done = await server.post(`${page}/one-guardian`, { soleReason: "only-one" }, officer);
  expect(done.statusCode, done.body).toBe(303);
  expect(await stateOf()).toBe("accepted");
  const shown = await server.get(`${page}/consents`, officer);
  expect(shown.body).toContain("The child has one parent or guardian.");
  expect(shown.body).toContain("Said by Mira Officer");
  const wall = await server.get(`/console/${call.scheme.slug}/consents?show=all`, serbian);
  expect(wall.body).toContain("one guardian</span>");
  expect(server.errors).toEqual([]);
  const seen = await as(serbian.actor, (tx) => readLearnerConsents(tx, applicationId));
  expect(seen?.rule).toMatchObject({ guardians: 1, sole: { reason: "only-one" } });
  const sheets = await as(serbian.actor, (tx) => readSheets(tx, [applicationId]));
  expect(sheets.map((sheet) => sheet.guardians)).toEqual([1]);
  const border = await server.get(`${page}/border-form`, serbian);
  expect(border.body.match(/app-sheet__parent"/g)).toHaveLength(1);
});

test("when there is another one after all, nobody travels before that one has agreed", async () => {
  const ended = await as(serbian.actor, (tx) => endSoleGuardian(tx, applicationId));
  expect(need(ended).onHold).toBe(true);
  expect(
    await db.sql(
      "select reason, said_name as who, ended_at is not null as ended from sole_guardians",
    ),
  ).toEqual([{ reason: "only-one", who: "Mira Officer", ended: true }]);
});
