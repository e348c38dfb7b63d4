import { createHmac, timingSafeEqual } from "node:crypto";
import type { LearnerActor } from "../db/actor.ts";

export const LEARNER_COOKIE = "kalfa.place";
/** Long enough to read, think and ask somebody beside you; short on a borrowed phone. */
export const LEARNER_SECONDS = 2 * 60 * 60;

const mac = (secret: string, body: string) =>
  createHmac("sha256", secret).update(`learner:${body}`).digest("base64url");

/** The cookie that stands for a code and birth date just checked. */
export function sealLearner(secret: string, actor: LearnerActor, now: Date): string {
  const until = now.getTime() + LEARNER_SECONDS * 1000;
  const body = Buffer.from(JSON.stringify([actor.schemeId, actor.applicationId, until])).toString(
    "base64url",
  );
  return `${body}.${mac(secret, body)}`;
}

/** The actor of a cookie, or null when it is forged, altered or past its time. */
export function openLearner(
  secret: string,
  cookie: string | undefined,
  now: Date,
): LearnerActor | null {
  const [body, given] = cookie?.split(".") ?? [];
  if (!body || !given) return null;
  const expected = Buffer.from(mac(secret, body));
  const actual = Buffer.from(given);
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) return null;
  const [schemeId, applicationId, until] = JSON.parse(
    Buffer.from(body, "base64url").toString(),
  ) as [string, string, number];
  if (now.getTime() > until) return null;
  return { kind: "learner", schemeId, applicationId };
}
