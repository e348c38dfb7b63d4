import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { next as nextMobility } from "./mobility.rules.ts";
import { changeMobility, mobilityOfOffer } from "./mobility.store.ts";
import { can } from "./offer.policy.ts";
import { answerTime, next } from "./offer.rules.ts";
import { changeOffer, lockOffer } from "./offer.store.ts";
import type { Offer, OfferAction } from "./offer.ts";

export const LONGEST_REASON = 500;

/** Says no; also after the deadline, because a seat given back late still helps somebody. */
export function declineOffer(tx: Tx, offerId: string, reason = ""): Promise<Result<Offer>> {
  return end(tx, offerId, "decline", can.answer, reason);
}

/** Takes an accepted place back for a person who cannot go any more; the stay is cancelled. */
export function withdrawAcceptance(tx: Tx, offerId: string, reason = ""): Promise<Result<Offer>> {
  return end(tx, offerId, "withdraw", can.withdraw, reason);
}

/**
 * Ends an offer that got no answer. A person of the office does this after the deadline and after
 * calling; no clock does, because the page promises a call first.
 */
export async function lapseOffer(tx: Tx, offerId: string, reason = ""): Promise<Result<Offer>> {
  return end(tx, offerId, "lapse", can.lapse, reason);
}

const EVENTS = {
  decline: "offer.declined",
  withdraw: "offer.withdrawn",
  lapse: "offer.lapsed",
} as const;

async function end(
  tx: Tx,
  offerId: string,
  action: OfferAction & keyof typeof EVENTS,
  allowed: (actor: Tx["actor"], offer: Offer) => boolean,
  reason: string,
): Promise<Result<Offer>> {
  const offer = await lockOffer(tx, offerId);
  if (!offer || !allowed(tx.actor, offer)) return notFound;
  const words = reason.trim();
  if (words.length > LONGEST_REASON) {
    return refuse({ code: "too-long", params: { max: LONGEST_REASON }, field: "reason" });
  }
  // A page opened in time may be sent in the hour of grace: nobody takes the place away in it.
  if (action === "lapse" && answerTime(offer.answerBy, tx.now) !== "late") {
    return refuse({ code: "answer-still-possible" });
  }
  const after = next(offer.state, action);
  if (!after.ok) return after;
  if (action === "withdraw") {
    const stay = await mobilityOfOffer(tx, offer.id);
    if (stay && stay.state !== "cancelled") {
      const cancelled = nextMobility(stay.state, "cancel");
      if (!cancelled.ok) return cancelled;
      await changeMobility(tx, stay.id, cancelled.value);
      await record(tx, "mobility.cancelled", { type: "mobility", id: stay.id }, { offerId });
    }
  }
  await changeOffer(tx, offer.id, after.value, words || null);
  // The reason may say something private, so history tells only that there is one.
  await record(
    tx,
    EVENTS[action],
    { type: "application", id: offer.applicationId },
    { offerId, placeId: offer.placeId },
  );
  return ok({ ...offer, state: after.value });
}
