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

type Table<State extends string, Action extends string> = Readonly<
  Record<State, Partial<Record<Action, State>>>
>;

/** The state that follows, or a refusal that names the state something stands in: `selection-final`. */
export function next<State extends string, Action extends string>(
  thing: "selection" | "assessment" | "interview" | "objection",
  table: Table<State, Action>,
  state: State,
  action: Action,
): Result<State> {
  const to = table[state][action];
  return to ? ok(to) : refuse({ code: `${thing}-${state}`, params: { action } });
}
