import { ok, type Result } from "../../shared/result.ts";
import type { Purpose } from "../consents/consent.ts";
import { type GuardianAnswer, giveConsents, refuseConsents } from "../consents/give-consents.ts";
import type { GuardianVisit } from "../consents/guardian-link.ts";
import { type Settled, settling } from "./settle-consent.ts";

/** A guardian's yes by the own link: with the last one that was needed, a wish becomes acceptance. */
export const answerAsGuardian = (
  { tx, link }: GuardianVisit,
  answer: GuardianAnswer,
): Promise<Result<{ readonly purposes: readonly Purpose[] } & Settled>> =>
  settling(tx, link.applicationId, async () => {
    const given = await giveConsents(tx, link, answer);
    return given.ok ? ok({ purposes: given.value }) : given;
  });

/** A guardian's no by the own link, whatever stood before: a planned stay waits for the office. */
export const refuseAsGuardian = ({ tx, link }: GuardianVisit): Promise<Result<Settled>> =>
  settling(tx, link.applicationId, async () => {
    const refused = await refuseConsents(tx, link);
    return refused.ok ? ok({}) : refused;
  });
