import type { Problem, Result } from "../../shared/result.ts";
import {
  type CallAction,
  type CallState,
  type NewCall,
  type NewReserve,
  RESERVE_GROUNDS,
} from "./call.ts";
import { DRAFT_PARTS, localisedProblems, partProblems } from "./call-parts.rules.ts";

/** What may happen to a call; an empty cell is refused. */
export const callTable = {
  draft: { open: "open" },
  open: { close: "closed" },
  closed: { publish: "published" },
  published: {},
} as const satisfies Record<CallState, Partial<Record<CallAction, CallState>>>;

export function nextCall(state: CallState, action: CallAction): Result<CallState> {
  const row: Partial<Record<CallAction, CallState>> = callTable[state];
  const value = row[action];
  return value
    ? { ok: true, value }
    : { ok: false, problems: [{ code: `call-is-${state}`, params: { action } }] };
}

/** Everything that is wrong with a new call, each at its field. */
export function callProblems(from: NewCall): Problem[] {
  const problems: Problem[] = [];
  if (!Number.isInteger(from.number) || from.number < 1) {
    problems.push({ code: "too-small", params: { min: 1 }, field: "number" });
  }
  if (from.drawSeed !== undefined && !/^[0-9a-f]{16,64}$/.test(from.drawSeed)) {
    problems.push({ code: "not-a-seed", field: "drawSeed" });
  }
  return [...problems, ...DRAFT_PARTS.flatMap((part) => partProblems[part](from))];
}

export function reserveProblems(from: NewReserve): Problem[] {
  const problems: Problem[] = [];
  // The code leaves the office with the run's files, so it must say nothing about its ground.
  if (!/^reserve_[0-9]+$/.test(from.code)) problems.push({ code: "not-opaque", field: "code" });
  if (!(RESERVE_GROUNDS as readonly string[]).includes(from.ground)) {
    problems.push({ code: "not-a-choice", field: "ground" });
  }
  return [...problems, ...localisedProblems(from.name, "name", 120)];
}
