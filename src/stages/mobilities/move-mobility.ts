import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { Day } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./mobility.policy.ts";
import { next } from "./mobility.rules.ts";
import { changeMobility, lockMobility } from "./mobility.store.ts";
import type { Mobility, MobilityAction, MobilityState } from "./mobility.ts";

const EVENTS = {
  start: "mobility.begun",
  finish: "mobility.finished",
  interrupt: "mobility.interrupted",
  "go-on": "mobility.went-on",
  cancel: "mobility.cancelled",
} as const satisfies Partial<Record<MobilityAction, string>>;
export type LivedAction = keyof typeof EVENTS;
export const LIVED_ACTIONS = Object.keys(EVENTS) as readonly LivedAction[];

export const LONGEST_REASON = 500;

export type Move = {
  /** The day on which it happened; the planned day where it is left out. */
  readonly on?: Day | null;
  /** Why, where something is out of order: left unprepared, came home early, broken off. */
  readonly reason?: string;
};

/** The person has arrived; needs a reason where the stay was never marked as ready. */
export const startMobility = (tx: Tx, id: string, move: Move = {}) =>
  moveMobility(tx, id, "start", move);
/** The person is home and the stay counts as realised; before its last day with a reason only. */
export const finishMobility = (tx: Tx, id: string, move: Move = {}) =>
  moveMobility(tx, id, "finish", move);

/** What happened to a stay, written down by the office of the person's country. */
export async function moveMobility(
  tx: Tx,
  id: string,
  action: LivedAction,
  move: Move = {},
): Promise<Result<MobilityState>> {
  const stay = isUuid(id) ? await lockMobility(tx, id) : undefined;
  if (!stay || !can.changeMobility(tx.actor, stay.sendingCountry)) return notFound;
  // The stay behind an accepted place ends with the place, so that the seat is freed.
  if (action === "cancel" && stay.offerId !== null) {
    return refuse({ code: "stay-belongs-to-offer" });
  }
  const after = next(stay.state, action);
  if (!after.ok) return after;
  const reason = move.reason?.trim() ?? "";
  const lived = livedDay(tx, stay, action, move.on ?? null, reason);
  if (!lived.ok) return lived;
  await changeMobility(tx, stay.id, after.value, {
    reason: reason || null,
    ...(action === "start" && lived.value ? { actualStarts: lived.value } : {}),
    ...(action === "finish" && lived.value
      ? { actualStarts: stay.actualStarts ?? stay.starts, actualEnds: lived.value }
      : {}),
  });
  // The reason may say something private, so history tells only that there is one.
  await record(tx, EVENTS[action], { type: "mobility", id: stay.id });
  return ok(after.value);
}

/** The day that is meant, with everything that speaks against it; null for what has no day. */
function livedDay(
  tx: Tx,
  stay: Mobility,
  action: LivedAction,
  given: Day | null,
  reason: string,
): Result<Day | null> {
  const problems: Problem[] = [];
  if (reason.length > LONGEST_REASON) {
    problems.push({ code: "too-long", params: { max: LONGEST_REASON }, field: "reason" });
  }
  if (needsReason(stay, action, given) && reason === "") {
    problems.push({ code: "required", field: "reason" });
  }
  if (action !== "start" && action !== "finish") {
    return problems.length > 0 ? refuse(...problems) : ok(null);
  }
  const on = given ?? ((action === "finish" ? stay.ends : stay.starts) as Day);
  if (on > wallTimeOf(tx.now).day) {
    if (given) problems.push({ code: "day-to-come", field: "on" });
    else if (action === "finish") {
      problems.push({ code: "stay-not-over", params: { ends: stay.ends } });
    } else problems.push({ code: "stay-not-begun", params: { starts: stay.starts } });
  }
  if (action === "finish" && on < (stay.actualStarts ?? stay.starts)) {
    problems.push({ code: "ends-before-it-begins", field: "on" });
  }
  return problems.length > 0 ? refuse(...problems) : ok(on);
}

/** What is out of order says why: left before it was ready, home early, broken off, cancelled. */
const needsReason = (stay: Mobility, action: LivedAction, given: Day | null): boolean =>
  action === "interrupt" ||
  action === "cancel" ||
  (action === "start" && stay.state !== "ready") ||
  (action === "finish" && given !== null && given < stay.ends);
