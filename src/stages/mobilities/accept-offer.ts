import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { day } from "../../shared/day.ts";
import type { MobilityId } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { hasTakingPartConsent } from "../consents/read-consents.ts";
import { can } from "./offer.policy.ts";
import { answerTime, isMinorDuring, next } from "./offer.rules.ts";
import { changeOffer, lockOffer } from "./offer.store.ts";
import { planMobility } from "./plan-mobility.ts";

export type Accepted = {
  readonly state: "accepted" | "wished";
  /** The stay that the answer made; a minor's comes with the guardian's consent. */
  readonly mobilityId: MobilityId | null;
};

/**
 * Says yes. A person under 18 without a recorded consent makes a wish: the seat stays theirs and
 * the office knows whom to ask. After the deadline only the office can still record a yes, which it
 * does when it reached the person on the telephone.
 */
export async function acceptOffer(tx: Tx, offerId: string): Promise<Result<Accepted>> {
  const offer = await lockOffer(tx, offerId);
  if (!offer || !can.answer(tx.actor, offer)) return notFound;
  if (tx.actor.kind === "learner" && answerTime(offer.answerBy, tx.now) === "late") {
    return refuse({ code: "answer-too-late" });
  }
  const isWish =
    isMinorDuring(day(offer.birthDate), day(offer.starts)) &&
    !(await hasTakingPartConsent(tx, offer.applicationId));
  const after = next(offer.state, isWish ? "wish" : "accept");
  if (!after.ok) return after;
  await changeOffer(tx, offer.id, after.value);
  if (isWish) {
    await record(tx, "offer.wished", { type: "application", id: offer.applicationId }, { offerId });
    return ok({ state: "wished", mobilityId: null });
  }
  const planned = await planMobility(tx, offer);
  if (!planned.ok) return planned;
  await record(tx, "offer.accepted", { type: "application", id: offer.applicationId }, { offerId });
  return ok({ state: "accepted", mobilityId: planned.value });
}
