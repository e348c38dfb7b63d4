import { type Day, daysBetween } from "../../shared/day.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import type { Mobility, MobilityAction, MobilityState } from "./mobility.ts";

export const MOBILITY_STATES = [
  "planned",
  "matched",
  "preparing",
  "ready",
  "on-hold",
  "in-progress",
  "interrupted",
  "extended",
  "early-return",
  "finished",
  "reported",
  "recognised",
  "closed",
  "cancelled",
] as const;
export const MOBILITY_ACTIONS = [
  "match",
  "unmatch",
  "prepare",
  "be-ready",
  "reopen",
  "start",
  "finish",
  "cancel",
  "hold",
  "resume",
  "resume-matched",
  "interrupt",
  "go-on",
  "extend",
  "return-early",
  "report",
  "recognise",
  "close",
] as const;

/** The states before somebody leaves, in their order. */
export const BEFORE_DEPARTURE = ["planned", "matched", "preparing", "ready", "on-hold"] as const;
/** The states in which the person is away. */
export const AWAY = ["in-progress", "interrupted", "extended"] as const;
/** The states of a stay that is still expected or under way: it keeps its bed and its place in lists. */
export const NOT_HOME = [...BEFORE_DEPARTURE, ...AWAY] as const;
/** The states in which the person is home again. */
export const HOME = ["early-return", "finished", "reported", "recognised", "closed"] as const;

/**
 * A stay waits for a company (planned), then for its agreements (matched), then for what has to be
 * done before the journey (preparing). Before departure it is on hold while a guardian's consent is
 * taken back: it is resumed with the consent, to the company it had unless that one took its yes back
 * meanwhile, or cancelled by the office, and nobody begins it. A stay that was never marked as begun may still be finished: offices record
 * afterwards. Away, it may break off and go on, grow longer, or end before its last planned day;
 * what went out of order is settled by the office before the stay counts as done. A break that ends
 * leaves a stay as it was by its days: that it grew longer before stands in its history.
 */
export const mobilityStates = {
  planned: {
    match: "matched",
    start: "in-progress",
    finish: "finished",
    cancel: "cancelled",
    hold: "on-hold",
  },
  matched: {
    unmatch: "planned",
    prepare: "preparing",
    start: "in-progress",
    finish: "finished",
    cancel: "cancelled",
    hold: "on-hold",
  },
  preparing: {
    unmatch: "planned",
    "be-ready": "ready",
    start: "in-progress",
    finish: "finished",
    cancel: "cancelled",
    hold: "on-hold",
  },
  ready: {
    unmatch: "planned",
    reopen: "preparing",
    start: "in-progress",
    finish: "finished",
    cancel: "cancelled",
    hold: "on-hold",
  },
  "on-hold": {
    unmatch: "on-hold",
    resume: "planned",
    "resume-matched": "matched",
    cancel: "cancelled",
  },
  "in-progress": {
    interrupt: "interrupted",
    extend: "extended",
    "return-early": "early-return",
    finish: "finished",
    cancel: "cancelled",
  },
  interrupted: {
    "go-on": "in-progress",
    "return-early": "early-return",
    finish: "finished",
    cancel: "cancelled",
  },
  extended: {
    interrupt: "interrupted",
    extend: "extended",
    "return-early": "early-return",
    finish: "finished",
    cancel: "cancelled",
  },
  "early-return": { finish: "finished" },
  finished: { report: "reported" },
  reported: { recognise: "recognised" },
  recognised: { close: "closed" },
  closed: {},
  cancelled: {},
} as const satisfies Record<MobilityState, Partial<Record<MobilityAction, MobilityState>>>;

export function next(state: MobilityState, action: MobilityAction): Result<MobilityState> {
  const after = (mobilityStates[state] as Partial<Record<MobilityAction, MobilityState>>)[action];
  return after ? ok(after) : refuse({ code: `mobility-${state}`, params: { action } });
}

/**
 * Days of a stay that were not lived, once it is over. Whoever goes home out of a break has not lived
 * the days of that one either, the last among them.
 */
export function daysNotLived(
  stay: Pick<Mobility, "interruptedOn" | "interruptionDays">,
  last: Day,
): number {
  const broken = stay.interruptedOn as Day | null;
  return stay.interruptionDays + (broken && broken <= last ? daysBetween(broken, last) + 1 : 0);
}

/** Where a stay stands by its dates alone: how imported participants begin. */
export function stateOn(today: Day, stay: { starts: string; ends: string }): MobilityState {
  if (today < stay.starts) return "planned";
  return today <= stay.ends ? "in-progress" : "finished";
}

const FILE_STEPS: Partial<Record<MobilityState, MobilityAction>> = {
  "in-progress": "start",
  finished: "finish",
  cancelled: "cancel",
};
/** A file knows four words: each stands for every state of the same part of a stay's life. */
const SAME_IN_FILE: Partial<Record<MobilityState, readonly MobilityState[]>> = {
  planned: BEFORE_DEPARTURE,
  "in-progress": AWAY,
  finished: ["finished", "reported", "recognised", "closed"],
};

/**
 * Where a file's word brings a stay that is here already: along the same table as a page, and begun
 * by a file only where no company waits for an agreement.
 */
export function stateInFile(
  state: MobilityState,
  said: MobilityState | undefined,
): Result<MobilityState> {
  if (!said || said === state || SAME_IN_FILE[said]?.includes(state)) return ok(state);
  const action = FILE_STEPS[said];
  if (!action || (action === "start" && state !== "planned")) {
    return refuse({ code: `mobility-${state}`, params: { action: action ?? said } });
  }
  return next(state, action);
}
