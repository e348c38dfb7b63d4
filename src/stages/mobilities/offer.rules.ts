import { ageOn, type Day } from "../../shared/day.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import type { OfferAction, OfferState } from "./offer.ts";

export const OFFER_STATES = ["offered", "wished", "accepted", "declined", "lapsed"] as const;
export const OFFER_ACTIONS = [
  "accept",
  "wish",
  "consent",
  "decline",
  "lapse",
  "withdraw",
] as const satisfies readonly OfferAction[];

/** What may happen to an offer. An action that is not listed is refused; nothing revives an ended one. */
export const offerStates = {
  offered: { accept: "accepted", wish: "wished", decline: "declined", lapse: "lapsed" },
  wished: { consent: "accepted", decline: "declined", lapse: "lapsed" },
  accepted: { withdraw: "declined" },
  declined: {},
  lapsed: {},
} as const satisfies Record<OfferState, Partial<Record<OfferAction, OfferState>>>;

/** States in which the seat is held for this person. */
export const HOLDING = ["offered", "wished", "accepted"] as const satisfies readonly OfferState[];

export function next(state: OfferState, action: OfferAction): Result<OfferState> {
  const after = (offerStates[state] as Partial<Record<OfferAction, OfferState>>)[action];
  return after ? ok(after) : refuse({ code: `offer-${state}`, params: { action } });
}

/** Under 18 on any day of the flow means on its first day: nobody grows younger. */
export const isMinorDuring = (birth: Day, starts: Day): boolean => ageOn(birth, starts) < 18;

/** A form opened before the deadline may be sent up to an hour after it; the rule is on the page. */
export const GRACE_MS = 60 * 60 * 1000;

export type AnswerTime = "in-time" | "grace" | "late";

export function answerTime(answerBy: Date, now: Date): AnswerTime {
  const late = now.getTime() - answerBy.getTime();
  return late <= 0 ? "in-time" : late <= GRACE_MS ? "grace" : "late";
}

/** Two stays of one person share a day (both ends count): one grant cannot pay for both. */
export const overlaps = (
  a: { readonly starts: string; readonly ends: string },
  b: { readonly starts: string; readonly ends: string },
): boolean => a.starts <= b.ends && b.starts <= a.ends;
