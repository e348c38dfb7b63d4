import type { Day } from "../../shared/day.ts";
import type { Answers, FormAudience, FormDefinition } from "./application.forms.ts";
import type { DraftState } from "./draft.rules.ts";

/** Why a paper in time was entered late; none says anything of a person. */
export const LATE_REASONS = ["mislaid", "connection", "post", "program"] as const;
export type LateReason = (typeof LATE_REASONS)[number];

/** Who typed an application; shown wherever the application is. */
export type EnteredBy = {
  readonly kind: "applicant" | "school" | "partner" | "office" | "import";
  readonly name?: string;
  /** Of staff: who goes on with it while it is not sent. */
  readonly userId?: string;
  /** Of staff: copied from a sheet of paper, or asked question by question. */
  readonly how?: "paper" | "told";
  /** Of a paper that arrived before the deadline and was entered after it: when, and why so late. */
  readonly receivedOn?: Day;
  readonly late?: LateReason;
};

/** The call as somebody who applies needs it. */
export type DraftCall = {
  readonly id: string;
  readonly number: number;
  readonly publicCode: string;
  readonly title: Readonly<Record<string, string>>;
  readonly state: "draft" | "open" | "closed" | "published";
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly graceMinutes: number;
  readonly decideBy: Day;
  readonly answerBy: Date;
  readonly audience: FormAudience;
};

/** An application that is being written, or was sent from here. */
export type Draft = {
  readonly id: string;
  readonly code: string;
  readonly locale: string;
  readonly classCode: string | null;
  readonly answers: Answers;
  readonly enteredBy: EnteredBy;
  readonly state: DraftState;
  readonly startedAt: Date;
  readonly savedAt: Date;
  readonly formVersionId: string;
  readonly definition: FormDefinition;
  readonly call: DraftCall;
  /** More time, where the office gave some. */
  readonly extension: { readonly until: Date; readonly revokedAt: Date | null } | null;
  /** The application that was sent from here; also while it is being corrected. */
  readonly sent: {
    readonly applicationId: string;
    readonly receipt: number;
    readonly at: Date;
    readonly revision: number;
    readonly state: "submitted" | "withdrawn";
  } | null;
};
