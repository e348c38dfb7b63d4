import type { Day } from "../../shared/day.ts";

export const VERDICTS = ["same", "different"] as const;
export type Verdict = (typeof VERDICTS)[number];
/** How somebody knows. A code, because free text collects what nobody should write down. */
export const VERDICT_REASONS = [
  "asked-person",
  "asked-school",
  "documents",
  "spelling",
  "relatives",
] as const;
export type VerdictReason = (typeof VERDICT_REASONS)[number];

/** Why two rows were put beside each other, as the database found it. */
export const LIKENESSES = [
  "same-name",
  "swapped-name",
  "alike-name",
  "same-birth",
  "near-birth",
  "same-phone",
  "same-email",
] as const;
export type Likeness = (typeof LIKENESSES)[number];

/** One of two rows that may be one person, with what helps a human to tell. */
export type Twin = {
  readonly id: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: Day;
  readonly email: string | null;
  readonly phone: string | null;
  readonly country: string;
  readonly mergedInto: string | null;
  readonly applications: readonly {
    readonly callId: string;
    readonly callNumber: number;
    readonly school: string;
    readonly trade: string;
    readonly state: "submitted" | "withdrawn";
  }[];
  readonly stays: readonly {
    readonly reference: string;
    readonly city: string;
    readonly starts: Day;
    readonly ends: Day;
    readonly state: string;
  }[];
};

export type Pair = { readonly first: Twin; readonly second: Twin; readonly why: Likeness[] };

/** What somebody said of two rows; the newest counts. */
export type PairVerdict = {
  readonly first: Twin;
  readonly second: Twin;
  readonly verdict: Verdict;
  readonly why: VerdictReason;
  readonly keptId: string | null;
  readonly by: string;
  readonly at: Date;
};
