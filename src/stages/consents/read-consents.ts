import type { Tx } from "../../platform/db/index.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./consent.policy.ts";
import { takingPartOf } from "./consent.rules.ts";
import { consentsOf, type Subject, subjectOf, takingPartFacts } from "./consent.store.ts";
import type { Consent, ConsentRule, TakingPart } from "./consent.ts";
import { ruleOf } from "./rule.store.ts";

/** Where the permission to take part stands today; asks for nobody's right, so a use-case does. */
export async function readTakingPart(tx: Tx, applicationId: string): Promise<TakingPart> {
  const { needed, consents } = await takingPartFacts(tx, applicationId);
  return takingPartOf(consents, needed, wallTimeOf(tx.now).day);
}

/** Whether every guardian who is needed has said yes to the journey. */
export const hasTakingPartConsent = async (tx: Tx, applicationId: string): Promise<boolean> =>
  (await readTakingPart(tx, applicationId)).complete;

/** The consent that made the permission complete; undefined while somebody's is missing. */
export async function readStandingConsent(
  tx: Tx,
  applicationId: string,
): Promise<Consent | undefined> {
  const { complete, given } = await readTakingPart(tx, applicationId);
  return complete ? given.at(-1) : undefined;
}

export type LearnerConsents = {
  readonly subject: Subject;
  readonly consents: readonly Consent[];
  readonly rule: ConsentRule;
};

/** Everything said for one learner, for whoever may handle it; undefined for everybody else. */
export async function readLearnerConsents(
  tx: Tx,
  applicationId: string,
): Promise<LearnerConsents | undefined> {
  const subject = await subjectOf(tx, applicationId);
  const seen =
    tx.actor.kind === "guardian" || tx.actor.kind === "learner" || can.seeConsents(tx.actor);
  if (!subject || !seen) return undefined;
  return {
    subject,
    consents: await consentsOf(tx, subject.applicationId),
    rule: await ruleOf(tx, subject.sendingCountry, subject.applicationId),
  };
}
