import { lengthInDays } from "../../shared/day.ts";
import type { Problem, Result } from "../../shared/result.ts";
import type { CallState } from "./call.ts";
import type { Flow, FlowAction, FlowState, NewFlow } from "./flow.ts";

/** What may happen to a flow; an empty cell is refused. Neither end is ever left again. */
export const flowTable = {
  open: { cancel: "cancelled", merge: "merged" },
  cancelled: {},
  merged: {},
} as const satisfies Record<FlowState, Partial<Record<FlowAction, FlowState>>>;

export function nextFlow(state: FlowState, action: FlowAction): Result<FlowState> {
  const row: Partial<Record<FlowAction, FlowState>> = flowTable[state];
  const value = row[action];
  return value
    ? { ok: true, value }
    : { ok: false, problems: [{ code: `flow-is-${state}`, params: { action } }] };
}

/**
 * A flow may be changed by hand until the call is published; after that people hold offers of it,
 * and taking those away is a disruption with its own duties.
 */
export const flowMayEnd = (call: CallState): Problem[] =>
  call === "published" ? [{ code: "call-is-published", params: { action: "cancel" } }] : [];

export const REASON_LEAST = 10;
export const REASON_MOST = 500;
export function reasonProblems(reason: string): Problem[] {
  const field = "reason";
  if (reason.trim() === "") return [{ code: "required", field }];
  if (reason.trim().length < REASON_LEAST) {
    return [{ code: "too-short", params: { min: REASON_LEAST }, field }];
  }
  if (reason.length > REASON_MOST) {
    return [{ code: "too-long", params: { max: REASON_MOST }, field }];
  }
  return [];
}

type Mergeable = Pick<Flow, "id" | "callId" | "sendingCountry" | "state">;

/** One call is of one line, so within a call the line is the same; the country must be too. */
export function mergeProblems(from: Mergeable, into: Mergeable | undefined): Problem[] {
  const field = "into";
  if (!into || into.callId !== from.callId) return [{ code: "not-a-choice", field }];
  if (into.id === from.id) return [{ code: "merge-into-itself", field }];
  if (into.state !== "open") return [{ code: `flow-is-${into.state}`, field }];
  if (into.sendingCountry !== from.sendingCountry) {
    return [{ code: "merge-other-country", params: { country: from.sendingCountry }, field }];
  }
  return [];
}

/** Flows a flow can be merged into, as the form offers them. */
export const mergeTargets = <F extends Mergeable>(from: Mergeable, all: readonly F[]): F[] =>
  all.filter((into) => mergeProblems(from, into).length === 0);

/** Everything that is wrong with a new flow, each at its field; `reserves` are the call's codes. */
export function flowProblems(
  from: NewFlow,
  call: { readonly minimumDays: number | null; readonly maximumDays: number | null },
  reserves: ReadonlySet<string>,
): Problem[] {
  const problems: Problem[] = [];
  const at = (field: string, code: string, params?: Problem["params"]) =>
    problems.push(params ? { code, params, field } : { code, field });
  if (!/^[A-Za-z0-9._-]{1,40}$/.test(from.code)) at("code", "not-a-short-name");
  if (from.city.trim() === "") at("city", "required");
  for (const field of ["country", "sendingCountry"] as const) {
    if (!/^[A-Z]{2}$/.test(from[field])) at(field, "not-a-country", { value: from[field] });
  }
  if (from.ends < from.starts) at("ends", "days-reversed");
  else {
    const days = lengthInDays(from.starts, from.ends);
    if (call.minimumDays !== null && days < call.minimumDays) {
      at("ends", "flow-too-short", { days, min: call.minimumDays });
    }
    if (call.maximumDays !== null && days > call.maximumDays) {
      at("ends", "flow-too-long", { days, max: call.maximumDays });
    }
  }
  const minimum = from.minimum ?? 0;
  if (!Number.isInteger(minimum)) at("minimum", "not-whole");
  else if (minimum < 0) at("minimum", "too-small", { min: 0 });
  const seats = from.places.reduce((sum, place) => sum + place.seats, 0);
  if (minimum > seats) at("minimum", "too-big", { max: seats });
  const trades = from.places.map((place) => place.trade ?? "");
  if (from.places.length === 0) at("places", "required");
  if (new Set(trades).size < trades.length) at("places", "already-there");
  // Seats for every trade beside seats for one trade would make two queues for one person.
  if (trades.length > 1 && trades.includes("")) at("places", "trade-beside-every-trade");
  for (const place of from.places) {
    if (!Number.isInteger(place.seats) || place.seats < 0) at("places", "not-whole");
    const reserved = place.reserved ?? [];
    if (reserved.reduce((sum, r) => sum + r.seats, 0) > place.seats) {
      at("places", "more-reserved-than-seats", { max: place.seats });
    }
    for (const { code, seats: count } of reserved) {
      if (!reserves.has(code)) at("places", "reserve-not-in-call", { value: code });
      if (!Number.isInteger(count) || count < 1) at("places", "too-small", { min: 1 });
    }
  }
  return problems;
}
