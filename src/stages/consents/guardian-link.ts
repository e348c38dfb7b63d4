import { createHash } from "node:crypto";
import { actorId, type GuardianActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { mark } from "../../platform/vault.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./consent.policy.ts";
import { subjectOf, subjectsOf } from "./consent.store.ts";
import { isGuardianNumber } from "./consent.ts";
import { endLinks, insertLink, type Link, linkByHash, linksOf, linksOfMany } from "./link.store.ts";

export type { Link } from "./link.store.ts";

/** Time to reach a parent who works abroad; after it the learner makes another. */
const DAYS_OPEN = 60;
const DAY_MS = 86_400_000;

/**
 * What stands in the address: 128 bits that follow from the link's id and the data key, so that the
 * school can copy the message again although nothing but a hash of it is kept.
 */
export const secretOf = (linkId: string): string => mark(`guardian-link/${linkId}`).slice(0, 32);

const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/**
 * Makes the address that one guardian opens. An earlier one of the same guardian that nobody has
 * answered ends: a message that went to the wrong telephone opens nothing any more.
 */
export async function makeGuardianLink(
  tx: Tx,
  from: { applicationId: string; guardian: number; locale: string },
): Promise<Result<{ readonly linkId: string; readonly secret: string }>> {
  const subject = await subjectOf(tx, from.applicationId);
  if (!subject || !can.makeLink(tx.actor, subject)) return notFound;
  if (!isGuardianNumber(from.guardian) || !isLocale(from.locale)) return notFound;
  if (subject.state !== "submitted") return refuse({ code: "application-withdrawn" });
  const { applicationId } = subject;
  const replacesAnswered = can.replaceAnsweredLink(tx.actor, subject);
  const answered = (await linksOf(tx, applicationId)).some(
    (link) => link.guardian === from.guardian && link.answeredAt !== null,
  );
  if (answered && !replacesAnswered) return refuse({ code: "guardian-has-answered" });
  await endLinks(tx, { applicationId, guardian: from.guardian, answeredToo: replacesAnswered });
  const id = newId();
  const secret = secretOf(id);
  const { kind } = tx.actor;
  await insertLink(tx, {
    id,
    applicationId,
    guardian: from.guardian,
    locale: from.locale,
    madeByKind: kind === "learner" || kind === "staff" ? kind : "system",
    expiresAt: new Date(tx.now.getTime() + DAYS_OPEN * DAY_MS),
    hash: hashOf(secret),
    by: actorId(tx.actor) ?? "",
  });
  await record(
    tx,
    "guardian-link.made",
    { type: "application", id: applicationId },
    { linkId: id, guardian: from.guardian },
  );
  return ok({ linkId: id, secret });
}

/** The links of a learner that open something today, with what stands in their addresses. */
export async function readGuardianLinks(
  tx: Tx,
  applicationId: string,
): Promise<(Link & { readonly secret: string })[]> {
  const subject = await subjectOf(tx, applicationId);
  if (!subject || !can.makeLink(tx.actor, subject)) return [];
  return (await linksOf(tx, subject.applicationId)).map((link) => ({
    ...link,
    secret: secretOf(link.id),
  }));
}

/** The first link of each of these learners that opens something today, for texts to many. */
export async function readLinksOf(
  tx: Tx,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, Link & { readonly secret: string }>> {
  const subjects = await subjectsOf(tx, applicationIds);
  const seen = subjects.filter((subject) => can.makeLink(tx.actor, subject));
  const links = await linksOfMany(
    tx,
    seen.map((subject) => subject.applicationId),
  );
  const first = new Map<string, Link & { readonly secret: string }>();
  for (const link of links) {
    if (!first.has(link.applicationId)) {
      first.set(link.applicationId, { ...link, secret: secretOf(link.id) });
    }
  }
  return first;
}

export type GuardianVisit = { readonly tx: Tx<GuardianActor>; readonly link: Link };

/**
 * The same transaction on behalf of the guardian whose link this is; undefined for one that never
 * was, has ended or is past its time. Reading changes nothing: programs that scan messages open
 * every link in them.
 */
export async function asGuardian(tx: Tx, secret: string): Promise<GuardianVisit | undefined> {
  const { schemeId } = tx.actor;
  if (!schemeId || !/^[0-9a-f]{32}$/.test(secret)) return undefined;
  const link = await linkByHash(tx, hashOf(secret));
  if (!link) return undefined;
  const actor: GuardianActor = {
    kind: "guardian",
    schemeId,
    applicationId: link.applicationId,
    linkId: link.id,
  };
  return { link, tx: { ...tx, actor } };
}
