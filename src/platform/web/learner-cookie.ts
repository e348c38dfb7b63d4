import type { LearnerActor } from "../db/actor.ts";
import { openVisit, sealVisit } from "./sealed-visit.ts";

export const LEARNER_COOKIE = "kalfa.place";
/** Long enough to read, think and ask somebody beside you; short on a borrowed phone. */
export const LEARNER_SECONDS = 2 * 60 * 60;

/** The cookie that stands for a code and birth date just checked. */
export const sealLearner = (secret: string, actor: LearnerActor, now: Date): string =>
  sealVisit(secret, "learner", [actor.schemeId, actor.applicationId], LEARNER_SECONDS, now);

/** The actor of a cookie, or null when it is forged, altered or past its time. */
export function openLearner(
  secret: string,
  cookie: string | undefined,
  now: Date,
): LearnerActor | null {
  const ids = openVisit(secret, "learner", cookie, now);
  return ids && { kind: "learner", schemeId: ids[0], applicationId: ids[1] };
}
