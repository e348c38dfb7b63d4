import type { Day } from "../../shared/day.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import type { MobilityAction, MobilityState } from "./mobility.ts";

export const MOBILITY_STATES = [
  "planned",
  "matched",
  "preparing",
  "ready",
  "on-hold",
  "in-progress",
  "interrupted",
  "finished",
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
] as const;

/** The states before somebody leaves, in their order. */
export const BEFORE_DEPARTURE = ["planned", "matched", "preparing", "ready", "on-hold"] as const;
/** The states in which the person is away. */
export const AWAY = ["in-progress", "interrupted"] as const;

/**
 * A stay waits for a company (planned), then for its agreements (matched), then for what has to be
 * done before the journey (preparing). Before departure it is on hold while a guardian's consent is
 * taken back: it is resumed with the consent, to the company it had, or cancelled by the office, and
 * nobody begins it. A stay that was never marked as begun may still be finished: offices record
 * afterwards.
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
  "on-hold": { resume: "planned", "resume-matched": "matched", cancel: "cancelled" },
  "in-progress": { interrupt: "interrupted", finish: "finished", cancel: "cancelled" },
  interrupted: { "go-on": "in-progress", finish: "finished", cancel: "cancelled" },
  finished: {},
  cancelled: {},
} as const satisfies Record<MobilityState, Partial<Record<MobilityAction, MobilityState>>>;

export function next(state: MobilityState, action: MobilityAction): Result<MobilityState> {
  const after = (mobilityStates[state] as Partial<Record<MobilityAction, MobilityState>>)[action];
  return after ? ok(after) : refuse({ code: `mobility-${state}`, params: { action } });
}

/** Where a stay stands by its dates alone: how imported participants begin. */
export function stateOn(today: Day, stay: { starts: string; ends: string }): MobilityState {
  if (today < stay.starts) return "planned";
  return today <= stay.ends ? "in-progress" : "finished";
}
