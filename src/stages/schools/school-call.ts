import type { Day } from "../../shared/day.ts";
import type { CallId } from "../../shared/id.ts";
import type { Criterion } from "../calls/criterion.ts";

/** A call as a school sees it, with everything that waits in it for the own pupils. */
export type SchoolCall = {
  readonly id: CallId;
  readonly number: number;
  readonly publicCode: string;
  readonly title: Readonly<Record<string, string>>;
  readonly state: "open" | "closed" | "published";
  readonly audience: "learners" | "staff";
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly decideBy: Day;
  readonly criteria: readonly Criterion[];
  /** Whether what the school confirms still counts: points come from a list that is not made yet. */
  readonly takesFacts: boolean;
  readonly classes: number;
  /** Pupils of the classes with a code, where somebody said how many. */
  readonly pupils: number;
  readonly begun: number;
  readonly begunSince: Date | null;
  /** Sent with the code of a class; the other figures count everybody of the school. */
  readonly sentOfClasses: number;
  readonly sent: number;
  readonly unconfirmed: number;
  readonly unconfirmedSince: Date | null;
  readonly unanswered: number;
  readonly unansweredSince: Date | null;
  readonly answerBy: Date | null;
  readonly consentsMissing: number;
  readonly consentsSince: Date | null;
  /** The first day on which one of them would leave. */
  readonly consentsBy: Day | null;
  readonly unheaded: number;
  readonly unheadedSince: Date | null;
};

export const DUTIES = ["consents", "unanswered", "facts", "head", "unsent", "class-code"] as const;

/** One line of an officer's day: one thing to do, in one call. */
export type Duty = {
  readonly kind: (typeof DUTIES)[number];
  readonly call: Pick<SchoolCall, "id" | "number" | "title">;
  readonly count: number;
  /** Since when it waits; the oldest comes first. */
  readonly since: Date;
  /** When it must be done, where there is such a moment. */
  readonly until: Date | Day | null;
};
