import type { ApplicantActor } from "../db/actor.ts";
import { openVisit, sealVisit } from "./sealed-visit.ts";

export const APPLICANT_COOKIE = "kalfa.apply";
/** A day at school: begun in the morning, finished on the same phone in the evening. */
export const APPLICANT_SECONDS = 12 * 60 * 60;

/** The cookie that stands for an application begun or continued in this browser. */
export const sealApplicant = (secret: string, actor: ApplicantActor, now: Date): string =>
  sealVisit(secret, "applicant", [actor.schemeId, actor.draftId], APPLICANT_SECONDS, now);

export function openApplicant(
  secret: string,
  cookie: string | undefined,
  now: Date,
): ApplicantActor | null {
  const ids = openVisit(secret, "applicant", cookie, now);
  return ids && { kind: "applicant", schemeId: ids[0], draftId: ids[1] };
}
