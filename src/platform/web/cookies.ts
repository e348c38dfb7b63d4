import type { FastifyReply, FastifyRequest } from "fastify";
import type { ApplicantActor, LearnerActor } from "../db/actor.ts";
import type { Answer } from "./answer.ts";
import {
  APPLICANT_COOKIE,
  APPLICANT_SECONDS,
  openApplicant,
  sealApplicant,
} from "./applicant-cookie.ts";
import { LEARNER_COOKIE, LEARNER_SECONDS, openLearner, sealLearner } from "./learner-cookie.ts";

type With = { readonly secret: string; readonly secure: boolean; readonly now: Date };

/** Sets and ends the cookies that an answer brings: all HttpOnly, SameSite=Lax, Secure behind https. */
export function writeCookies(reply: FastifyReply, answer: Answer, by: With): void {
  const settings = (path = "/") => ({
    path,
    httpOnly: true,
    sameSite: "lax" as const,
    secure: by.secure,
  });
  const write = (name: string, value: string | null, seconds?: number, path?: string) => {
    if (value === null) reply.clearCookie(name, settings(path));
    else
      reply.setCookie(name, value, { ...settings(path), ...(seconds ? { maxAge: seconds } : {}) });
  };
  if ("cookies" in answer && answer.cookies) {
    for (const [name, c] of Object.entries(answer.cookies)) {
      write(name, c.value, c.seconds, c.path);
    }
  }
  if ("learner" in answer && answer.learner !== undefined) {
    const sealed = answer.learner && sealLearner(by.secret, answer.learner, by.now);
    write(LEARNER_COOKIE, sealed, LEARNER_SECONDS);
  }
  if ("applicant" in answer && answer.applicant !== undefined) {
    const sealed = answer.applicant && sealApplicant(by.secret, answer.applicant, by.now);
    write(APPLICANT_COOKIE, sealed, APPLICANT_SECONDS);
  }
}

export type Codeholder = "learner" | "applicant";

/** Who is known to this browser by a code: the holder of a result, or of an application being written. */
export function codeholderOf(
  request: FastifyRequest,
  kind: Codeholder,
  by: Pick<With, "secret" | "now">,
): LearnerActor | ApplicantActor | null {
  return kind === "learner"
    ? openLearner(by.secret, request.cookies[LEARNER_COOKIE], by.now)
    : openApplicant(by.secret, request.cookies[APPLICANT_COOKIE], by.now);
}

/** Where somebody without that cookie types the code. */
export const DOOR: Readonly<Record<Codeholder, string>> = {
  learner: "place",
  applicant: "apply/continue",
};
