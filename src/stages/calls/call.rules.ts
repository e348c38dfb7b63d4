import type { Problem, Result } from "../../shared/result.ts";
import type { CallAction, CallState, NewCall, NewReserve } from "./call.ts";

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
  const at = (field: string, code: string, params?: Problem["params"]) =>
    problems.push(params ? { code, params, field } : { code, field });
  if ((from.title.en ?? "").trim() === "") at("title", "required");
  if (!Number.isInteger(from.number) || from.number < 1) at("number", "too-small", { min: 1 });
  if (from.closesAt <= from.opensAt) at("closesAt", "closes-before-it-opens");
  const lastDay = from.closesAt.toISOString().slice(0, 10);
  if (from.decideBy < lastDay) at("decideBy", "decided-before-it-closes");
  if (from.answerBy.toISOString().slice(0, 10) < from.decideBy) {
    at("answerBy", "answered-before-decided");
  }
  if (from.minimumAge < 14) at("minimumAge", "too-small", { min: 14 });
  if (from.maximumAge < from.minimumAge) at("maximumAge", "too-small", { min: from.minimumAge });
  if (from.drawSeed !== undefined && !/^[0-9a-f]{16,64}$/.test(from.drawSeed)) {
    at("drawSeed", "not-a-seed");
  }
  if (from.criteria.length === 0) at("criteria", "required");
  const codes = new Set<string>();
  for (const criterion of from.criteria) {
    if (codes.has(criterion.code)) at("criteria", "already-there");
    codes.add(criterion.code);
    if (!Number.isInteger(criterion.maximum) || criterion.maximum < 1) {
      at("criteria", "too-small", { min: 1 });
    }
  }
  return problems;
}

export function reserveProblems(from: NewReserve): Problem[] {
  const problems: Problem[] = [];
  // The code leaves the office with the run's files, so it must say nothing about its ground.
  if (!/^reserve_[0-9]+$/.test(from.code)) problems.push({ code: "not-opaque", field: "code" });
  if ((from.name.en ?? "").trim() === "") problems.push({ code: "required", field: "name" });
  return problems;
}
