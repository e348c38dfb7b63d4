import { ok, type Result, refuse } from "../../shared/result.ts";
import type {
  AssessmentAction,
  AssessmentState,
  InterviewAction,
  InterviewState,
  ObjectionAction,
  ObjectionState,
  SelectionAction,
  SelectionState,
} from "./selection.ts";

/**
 * Scores are given while assessing and stand still from the committee's decision on. After the
 * provisional list only an upheld objection changes points, by a new row with its reason.
 */
export const selectionTable = {
  preparing: { begin: "assessing" },
  assessing: { decide: "decided" },
  decided: { reopen: "assessing", publish: "provisional" },
  provisional: { finish: "final" },
  final: {},
} as const satisfies Record<SelectionState, Partial<Record<SelectionAction, SelectionState>>>;

export const assessmentTable = {
  waiting: { save: "scored", skip: "skipped", conflict: "conflicted" },
  skipped: { save: "scored", skip: "skipped", conflict: "conflicted" },
  scored: { save: "scored", conflict: "conflicted" },
  conflicted: { lift: "waiting" },
} as const satisfies Record<AssessmentState, Partial<Record<AssessmentAction, AssessmentState>>>;

export const interviewTable = {
  planned: { hold: "held", miss: "missed", move: "planned", cancel: "cancelled" },
  held: {},
  missed: { move: "planned" },
  cancelled: { move: "planned" },
} as const satisfies Record<InterviewState, Partial<Record<InterviewAction, InterviewState>>>;

export const objectionTable = {
  open: { uphold: "upheld", reject: "rejected" },
  upheld: {},
  rejected: {},
} as const satisfies Record<ObjectionState, Partial<Record<ObjectionAction, ObjectionState>>>;

const TABLES = {
  selection: selectionTable,
  assessment: assessmentTable,
  interview: interviewTable,
  objection: objectionTable,
} as const;
type Things = {
  readonly selection: readonly [SelectionState, SelectionAction];
  readonly assessment: readonly [AssessmentState, AssessmentAction];
  readonly interview: readonly [InterviewState, InterviewAction];
  readonly objection: readonly [ObjectionState, ObjectionAction];
};

/** The state that follows, or a refusal that names the state something stands in: `selection-final`. */
export function next<Thing extends keyof Things>(
  thing: Thing,
  state: Things[Thing][0],
  action: Things[Thing][1],
): Result<Things[Thing][0]> {
  const row: Readonly<Record<string, Readonly<Record<string, Things[Thing][0]>>>> = TABLES[thing];
  const to = row[state]?.[action];
  return to ? ok(to) : refuse({ code: `${thing}-${state}`, params: { action } });
}
