import type { Words } from "../../platform/i18n/index.ts";
import { day } from "../../shared/day.ts";
import { answerTime } from "../../stages/mobilities/offer.rules.ts";
import type { LearnerResult } from "../../stages/mobilities/read-result.ts";

/** In one word, what the top of the page has to say. */
export type Standing =
  | "withdrawn"
  | "undecided"
  | "unplaced"
  | "placed"
  | "offered"
  | "offered-late"
  | "wished"
  | "accepted"
  | "declined"
  | "lapsed";

export function standingOf(result: LearnerResult, now: Date): Standing {
  if (result.applicationState === "withdrawn") return "withdrawn";
  if (!result.runId) return "undecided";
  if (!result.offer) return result.runPlaceId ? "placed" : "unplaced";
  if (result.offer.state !== "offered") return result.offer.state;
  return answerTime(result.offer.answerBy, now) === "in-time" ? "offered" : "offered-late";
}

/** The flow that the page is about: the offer's, else the one the run gave. */
export function flowOf(result: LearnerResult) {
  return (
    result.offer ?? result.wishes.find((wish) => wish.place?.placeId === result.runPlaceId) ?? null
  );
}

export const daysOf = (words: Words, flow: { starts: string; ends: string }): string =>
  words.days(day(flow.starts), day(flow.ends));
