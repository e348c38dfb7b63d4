import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./consent.policy.ts";
import { endConsent, subjectOf } from "./consent.store.ts";
import { type GuardianNumber, isGuardianNumber, PURPOSES, type Purpose } from "./consent.ts";

export type Withdrawal = {
  readonly applicationId: string;
  readonly guardian: number;
  readonly purpose: string;
};

export type Withdrawn = {
  readonly purpose: Purpose;
  readonly guardian: GuardianNumber;
};

/**
 * Takes one consent back: the guardian by the own link, or whoever was told so by the guardian. No
 * reason is asked for. It counts from this moment on; what was done before stays lawful.
 */
export async function withdrawConsent(tx: Tx, from: Withdrawal): Promise<Result<Withdrawn>> {
  const subject = await subjectOf(tx, from.applicationId);
  const purpose = PURPOSES.find((known) => known === from.purpose);
  if (!subject || !purpose || !isGuardianNumber(from.guardian)) return notFound;
  if (!can.withdrawConsent(tx.actor, subject)) return notFound;
  const { guardian } = from;
  const { applicationId } = subject;
  const by = tx.actor.kind === "guardian" ? "guardian" : (actorId(tx.actor) ?? "");
  const ended = await endConsent(tx, { applicationId, purpose, guardian, by });
  if (!ended) return refuse({ code: "consent-not-there" });
  await record(
    tx,
    "consent.withdrawn",
    { type: "application", id: applicationId },
    { consentId: ended, purpose, guardian },
  );
  return ok({ purpose, guardian });
}
