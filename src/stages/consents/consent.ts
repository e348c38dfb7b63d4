import type { Day } from "../../shared/day.ts";

/**
 * What a guardian is asked, each apart. Taking part is a family's permission to travel; the other
 * two are consents under data protection law. None of them stands for another.
 */
export const PURPOSES = ["taking-part", "data", "pictures"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A learner has at most two guardians here; each has a link and a sheet of their own. */
export const GUARDIANS = [1, 2] as const;
export type GuardianNumber = (typeof GUARDIANS)[number];
export const isGuardianNumber = (value: unknown): value is GuardianNumber =>
  value === 1 || value === 2;

/** The last day each of them counts for. */
export type ConsentEnds = Readonly<Record<Purpose, Day>>;

export type Medium = "link" | "paper";

export type Consent = {
  readonly id: string;
  readonly applicationId: string;
  readonly purpose: Purpose;
  readonly guardian: GuardianNumber;
  readonly guardianName: string;
  readonly medium: Medium;
  readonly givenOn: Day;
  /** The last day it counts for; null only for papers recorded before there were ends. */
  readonly endsOn: Day | null;
  readonly recordedAt: Date;
  readonly withdrawnAt: Date | null;
  readonly paperId: string | null;
};

/** Which words were on the page or the sheet. */
export type Wording = { readonly locale: string; readonly hash: string };

/** Where the permission to take part stands: it counts once every guardian who is needed gave it. */
export type TakingPart = {
  readonly needed: 1 | 2;
  /** Consents that stand today, the first guardian's first. */
  readonly given: readonly Consent[];
  readonly complete: boolean;
};

export const EXIT_SIGNERS = ["one", "both", "ask"] as const;
export const EXIT_CERTIFIED = ["notary", "authority", "none", "ask"] as const;
export const YES_NO_ASK = ["yes", "no", "ask"] as const;

/** What one sending country asks for. `ask` is what nobody of the partner has made sure of yet. */
export type ConsentRule = {
  readonly country: string;
  readonly guardians: 1 | 2;
  /** Whether a border wants to see a paper when a minor leaves without the parents. */
  readonly exitNeeded: (typeof YES_NO_ASK)[number];
  readonly exitSigners: (typeof EXIT_SIGNERS)[number];
  readonly exitCertified: (typeof EXIT_CERTIFIED)[number];
  /** Null while nobody has said anything about this country. */
  readonly setAt: Date | null;
  /** Of one learner: one guardian is enough there, though the country asks for both. */
  readonly sole?: SoleGuardian | undefined;
};

/** Why one guardian decides alone where a country asks for both; no word about the family. */
export const SOLE_REASONS = ["only-one", "decided", "institution"] as const;
export type SoleReason = (typeof SOLE_REASONS)[number];
export type SoleGuardian = {
  readonly reason: SoleReason;
  readonly saidName: string;
  readonly saidAt: Date;
};

export type ExitState = "needed" | "printed" | "seen";
export type ExitAction = "print" | "see" | "reopen";
export type ExitAuthorisation = {
  readonly state: ExitState;
  readonly printedAt: Date | null;
  readonly seenAt: Date | null;
  readonly seenByName: string | null;
};

export type PaperState = "refused" | "unread" | "matched" | "confirmed" | "removed";
export type PaperAction = "match" | "confirm" | "remove";
