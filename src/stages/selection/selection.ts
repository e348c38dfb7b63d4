import type { Problem } from "../../shared/result.ts";

/** The way of one call from its applications to a list that stands. */
export const SELECTION_STATES = [
  "preparing",
  "assessing",
  "decided",
  "provisional",
  "final",
] as const;
export type SelectionState = (typeof SELECTION_STATES)[number];
export type SelectionAction = "begin" | "decide" | "reopen" | "publish" | "finish";

export const ASSESSMENT_STATES = ["waiting", "skipped", "scored", "conflicted"] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];
export type AssessmentAction = "save" | "skip" | "conflict" | "lift";

export type InterviewState = "planned" | "held" | "missed" | "cancelled";
export type InterviewAction = "hold" | "miss" | "move" | "cancel";

export type ObjectionState = "open" | "upheld" | "rejected";
export type ObjectionAction = "uphold" | "reject";

export const CONFLICT_GROUNDS = [
  "family",
  "taught",
  "same-organisation",
  "close",
  "other",
] as const;
export type ConflictGround = (typeof CONFLICT_GROUNDS)[number];

export type Selection = {
  readonly id: string;
  readonly callId: string;
  readonly state: SelectionState;
  readonly assessorsACase: number;
  readonly sharedCases: number;
  readonly blind: boolean;
  readonly spreadLimit: number;
  readonly assessBy: string | null;
  readonly seed: string;
  readonly objectionsUntil: Date | null;
};

export type Assessor = {
  readonly id: string;
  readonly callId: string;
  readonly userId: string;
  readonly name: string;
  readonly organisationId: string | null;
  readonly teamId: string | null;
  /** 1 for `A1`: what stands for the person outside the office. */
  readonly mark: number;
  readonly removedAt: Date | null;
};

/** A rule that speaks against somebody, or against a wish, with its figures. */
export type Reason = {
  readonly code: string;
  readonly params: NonNullable<Problem["params"]>;
};
