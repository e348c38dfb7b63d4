import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { closedCall, closedCallDatabase, computedRun, FREEZE } from "../../../tests/support/run.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { Actor, LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Result } from "../../shared/result.ts";
import { publishRun } from "../allocation-runs/publish-run.ts";
import { signRun } from "../allocation-runs/sign-run.ts";
import { changeApplication } from "../applications/change-application.ts";
import { acceptOffer } from "./accept-offer.ts";
import { answerCheck } from "./answer-check.ts";
import { askForCheck } from "./ask-for-check.ts";
import { declineOffer, lapseOffer, withdrawAcceptance } from "./decline-offer.ts";
import { finishMobility, startMobility } from "./move-mobility.ts";
import { offerNextReserve } from "./offer-next-reserve.ts";
import { offerPlaces } from "./offer-places.ts";
import { recordConsent } from "./record-consent.ts";

const { db, call } = await closedCallDatabase();
const { database } = db;
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const albanian = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const learner = (at: number): LearnerActor => ({
  kind: "learner",
  schemeId: call.scheme.id,
  applicationId: call.people[at]!,
});

const runId = await computedRun(db, call);
for (const who of [coordinator, albanian]) {
  need(await database.withTx(who.actor, (tx) => signRun(tx, runId), FREEZE));
}
await database.withTx(
  coordinator.actor,
  async (tx) => {
    need(await publishRun(tx, runId));
    need(await offerPlaces(tx, runId));
  },
  FREEZE,
);
const consent = (tx: Tx, applicationId: string) =>
  recordConsent(tx, { applicationId, guardianName: "Mira Hoxha", givenOn: "2027-03-01" });
const idOf = async (table: "offers" | "mobilities" | "check_requests", at: number) =>
  (
    await db.sql<{ id: string }>(
      table === "mobilities"
        ? "select m.id from mobilities m join offers o on o.id = m.offer_id where o.application_id = $1"
        : `select id from ${table} where application_id = $1`,
      [call.people[at]],
    )
  )[0]!.id;

// Of Albania: an offer that waits, a stay that is planned, a question that is open.
need(await database.withTx(albanian.actor, (tx) => consent(tx, call.people[0]!)));
need(await database.withTx(learner(0), async (tx) => acceptOffer(tx, await idOf("offers", 0))));
need(await database.withTx(learner(5), (tx) => askForCheck(tx, "Why not me?")));
const offer = await idOf("offers", 1);
const stay = await idOf("mobilities", 0);
const question = await idOf("check_requests", 5);
const [place] = await db.sql<{ id: string }>("select place_id as id from offers where id = $1", [
  offer,
]);

const ACTS: Readonly<
  Record<string, { readonly theirs: string; act(tx: Tx, id: string): Promise<Result<unknown>> }>
> = {
  "accept an offer": { theirs: offer, act: acceptOffer },
  "decline an offer": { theirs: offer, act: declineOffer },
  "end an offer": { theirs: offer, act: lapseOffer },
  "take an accepted place back": { theirs: offer, act: withdrawAcceptance },
  "begin a stay": { theirs: stay, act: startMobility },
  "finish a stay": { theirs: stay, act: finishMobility },
  "record a consent": { theirs: call.people[1]!, act: consent },
  "answer a question": { theirs: question, act: (tx, id) => answerCheck(tx, id, "We looked.") },
  "offer to the next": { theirs: place!.id, act: offerNextReserve },
  "withdraw an application": {
    theirs: call.people[1]!,
    act: (tx, id) => changeApplication(tx, id, "withdraw", "person-asked"),
  },
};

const elsewhere = await closedCall(db, call.clock, { slug: "elsewhere" });
const STRANGERS: Readonly<Record<string, Actor>> = {
  "another learner": learner(6),
  "the partner of another country": (
    await signInAs(db, call.scheme, { role: "country-partner", country: "RS" })
  ).actor,
  "an auditor": (await signInAs(db, call.scheme, { role: "auditor" })).actor,
  "the coordinator of another scheme": (
    await signInAs(db, elsewhere.scheme, { role: "coordinator" })
  ).actor,
  anybody: { kind: "anonymous", schemeId: call.scheme.id },
};

test.each(Object.keys(ACTS))("%s of somebody else: as if there were none", async (name) => {
  const { theirs, act } = ACTS[name]!;
  const before = await db.sql("select count(*)::int as n from event_log");
  for (const [who, actor] of Object.entries(STRANGERS)) {
    for (const id of [theirs, "00000000-0000-4000-8000-000000000000", "nonsense"]) {
      expect([who, id, await database.withTx(actor, (tx) => act(tx, id))]).toEqual([
        who,
        id,
        { ok: false, problems: [{ code: "not-found" }] },
      ]);
    }
  }
  expect(await db.sql("select count(*)::int as n from event_log")).toEqual(before);
});
