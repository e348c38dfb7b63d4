import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { day, isDay } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { consentSubject, insertConsent } from "./consent.store.ts";
import { can } from "./offer.policy.ts";
import { next } from "./offer.rules.ts";
import { changeOffer, heldOffer, lockOffer } from "./offer.store.ts";
import { planMobility } from "./plan-mobility.ts";

export type NewConsent = {
  readonly applicationId: string;
  readonly guardianName: string;
  /** The day written on the paper. */
  readonly givenOn: string;
};

export type RecordedConsent = {
  readonly consentId: string;
  /** True when a wish waited for it: the place is then accepted and the stay planned. */
  readonly accepted: boolean;
};

/** Records a guardian's signed paper. A wish that waited for it becomes an accepted place. */
export async function recordConsent(tx: Tx, from: NewConsent): Promise<Result<RecordedConsent>> {
  const subject = isUuid(from.applicationId)
    ? await consentSubject(tx, from.applicationId)
    : undefined;
  if (!subject || !can.recordConsent(tx.actor, subject)) return notFound;
  const problems = consentProblems(from, tx.now);
  if (problems.length > 0) return refuse(...problems);

  const held = await heldOffer(tx, subject.applicationId);
  // Locked before the consent is written: a yes given at this moment waits and then finds it.
  const offer = held ? await lockOffer(tx, held.id) : undefined;
  const consentId = newId();
  const written = await insertConsent(tx, {
    id: consentId,
    applicationId: subject.applicationId,
    guardianName: from.guardianName.trim(),
    givenOn: from.givenOn,
    by: actorId(tx.actor) ?? "",
  });
  if (!written) return refuse({ code: "consent-already-there", field: "guardianName" });
  const about = { type: "application", id: subject.applicationId };
  await record(tx, "consent.recorded", about, { consentId, medium: "paper" });
  if (offer?.state !== "wished") return ok({ consentId, accepted: false });

  const after = next(offer.state, "consent");
  if (!after.ok) return after;
  await changeOffer(tx, offer.id, after.value);
  const planned = await planMobility(tx, offer);
  if (!planned.ok) return planned;
  await record(tx, "offer.accepted", about, { offerId: offer.id });
  return ok({ consentId, accepted: true });
}

function consentProblems(from: NewConsent, now: Date): Problem[] {
  const problems: Problem[] = [];
  const name = from.guardianName.trim();
  if (name === "") problems.push({ code: "required", field: "guardianName" });
  else if (name.length < 2) {
    problems.push({ code: "too-short", params: { min: 2 }, field: "guardianName" });
  } else if (name.length > 100) {
    problems.push({ code: "too-long", params: { max: 100 }, field: "guardianName" });
  }
  if (!isDay(from.givenOn)) problems.push({ code: "not-a-day", field: "givenOn" });
  else if (day(from.givenOn) > now.toISOString().slice(0, 10)) {
    problems.push({ code: "day-in-future", field: "givenOn" });
  }
  return problems;
}
