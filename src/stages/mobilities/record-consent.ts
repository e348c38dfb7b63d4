import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { Result } from "../../shared/result.ts";
import { notFound } from "../../shared/result.ts";
import { declareSole, endSoleGuardian as endSole } from "../consents/sole-guardian.ts";
import type { Withdrawal, Withdrawn } from "../consents/withdraw-consent.ts";
import { withdrawConsent as withdraw } from "../consents/withdraw-consent.ts";
import {
  type PaperConsent,
  type WrittenConsent,
  writePaperConsents,
} from "../consents/write-paper-consents.ts";
import { type Settled, settling } from "./settle-consent.ts";

export type NewConsent = PaperConsent;
export type RecordedConsent = WrittenConsent & Settled;

/** Records a guardian's signed paper. A wish that waited for it becomes an accepted place. */
export const recordConsent = async (tx: Tx, from: NewConsent): Promise<Result<RecordedConsent>> =>
  isUuid(from.applicationId)
    ? settling(tx, from.applicationId, () => writePaperConsents(tx, from))
    : notFound;

/** One guardian is enough for this learner: a yes that waited for a second one counts now. */
export const declareSoleGuardian = async (
  tx: Tx,
  from: { readonly applicationId: string; readonly reason: string },
): Promise<Result<Settled>> =>
  isUuid(from.applicationId)
    ? settling(tx, from.applicationId, () => declareSole(tx, from))
    : notFound;

/** Both guardians are asked after all; a planned stay waits for the second one. */
export const endSoleGuardian = async (tx: Tx, applicationId: string): Promise<Result<Settled>> =>
  isUuid(applicationId) ? settling(tx, applicationId, () => endSole(tx, applicationId)) : notFound;

/**
 * Takes a consent back. When it was the permission to take part, a planned stay is on hold from this
 * moment: nobody travels before the office has spoken with the family and decided.
 */
export const withdrawConsent = async (
  tx: Tx,
  from: Withdrawal,
): Promise<Result<Withdrawn & Settled>> =>
  isUuid(from.applicationId)
    ? settling(tx, from.applicationId, () => withdraw(tx, from))
    : notFound;
