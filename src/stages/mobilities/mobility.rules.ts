import type { Day } from "../../shared/day.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import type { MobilityAction, MobilityState } from "./mobility.ts";

export const MOBILITY_STATES = [
  "planned",
  "on-hold",
  "in-progress",
  "finished",
  "cancelled",
] as const;
export const MOBILITY_ACTIONS = ["start", "finish", "cancel", "hold", "resume"] as const;

/**
 * A planned stay is on hold while a guardian's consent is taken back: it is resumed with the
 * consent or cancelled by the office, and nobody begins it. A stay that was never marked as
 * begun may still be finished: offices record afterwards.
 */
export const mobilityStates = {
  planned: { start: "in-progress", finish: "finished", cancel: "cancelled", hold: "on-hold" },
  "on-hold": { resume: "planned", cancel: "cancelled" },
  "in-progress": { finish: "finished", cancel: "cancelled" },
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
