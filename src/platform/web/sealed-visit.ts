import { createHmac, timingSafeEqual } from "node:crypto";

/** Ids of the scheme and of the one thing that this browser may open. */
type Ids = readonly [schemeId: string, thingId: string];

// The kind is part of what is signed: a learner's cookie is none for an applicant.
const mac = (secret: string, kind: string, body: string) =>
  createHmac("sha256", secret).update(`${kind}:${body}`).digest("base64url");

/** A cookie's value that only this installation can have written, with an end of its own. */
export function sealVisit(
  secret: string,
  kind: string,
  ids: Ids,
  seconds: number,
  now: Date,
): string {
  const until = now.getTime() + seconds * 1000;
  const body = Buffer.from(JSON.stringify([...ids, until])).toString("base64url");
  return `${body}.${mac(secret, kind, body)}`;
}

/** Null when it is forged, altered or past its time. */
export function openVisit(
  secret: string,
  kind: string,
  cookie: string | undefined,
  now: Date,
): Ids | null {
  const [body, given] = cookie?.split(".") ?? [];
  if (!body || !given) return null;
  const expected = Buffer.from(mac(secret, kind, body));
  const actual = Buffer.from(given);
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) return null;
  const [schemeId, thingId, until] = JSON.parse(Buffer.from(body, "base64url").toString()) as [
    string,
    string,
    number,
  ];
  return now.getTime() > until ? null : [schemeId, thingId];
}
