import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { type Day, daysBetween } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./mobility.policy.ts";
import { AWAY, daysNotLived, next } from "./mobility.rules.ts";
import { changeMobility, lockMobility } from "./mobility.store.ts";
import type { Mobility, MobilityAction, MobilityState } from "./mobility.ts";

const EVENTS = {
  start: "mobility.begun",
  finish: "mobility.finished",
  interrupt: "mobility.interrupted",
  "go-on": "mobility.went-on",
  "return-early": "mobility.returned-early",
  cancel: "mobility.cancelled",
} as const satisfies Partial<Record<MobilityAction, string>>;
export type LivedAction = keyof typeof EVENTS;
export const LIVED_ACTIONS = Object.keys(EVENTS) as readonly LivedAction[];

export const LONGEST_REASON = 500;

export type Move = {
  /** The day on which it happened; left out: the planned day of a beginning or an end, else today. */
  readonly on?: Day | null;
  /** Why, where something is out of order: left unprepared, came home early, broken off. */
  readonly reason?: string;
};

/** The person has arrived; needs a reason where the stay was never marked as ready. */
export const startMobility = (tx: Tx, id: string, move: Move = {}) =>
  moveMobility(tx, id, "start", move);
/** The person is home and the stay counts as realised. */
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
    // Why somebody came home early stays said when the office has settled it.
    reason: reason || (stay.state === "early-return" ? stay.reason : null),
    ...(lived.value ? livedDays(stay, action, lived.value) : {}),
  });
  // The reason may say something private, so history tells only that there is one.
  await record(
    tx,
    EVENTS[action],
    { type: "mobility", id: stay.id },
    lived.value ? { on: lived.value } : {},
  );
  return ok(after.value);
}

/** What is written down of the days: those of a break are counted when it is over. */
function livedDays(stay: Mobility, action: LivedAction, on: Day) {
  const broken = stay.interruptedOn as Day | null;
  switch (action) {
    case "start":
      return { actualStarts: on };
    case "interrupt":
      return { interruptedOn: on };
    case "go-on":
      // The day on which it goes on is lived again.
      return {
        interruptionDays: stay.interruptionDays + (broken ? daysBetween(broken, on) : 0),
      };
    default:
      return {
        actualStarts: stay.actualStarts ?? stay.starts,
        actualEnds: on,
        interruptionDays: daysNotLived(stay, on),
      };
  }
}

const isAway = (stay: Mobility) => (AWAY as readonly MobilityState[]).includes(stay.state);

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
  // The last day of somebody who came home early is known.
  const settles = action === "finish" && stay.state === "early-return";
  if (action === "cancel" || settles) return problems.length > 0 ? refuse(...problems) : ok(null);
  const today = wallTimeOf(tx.now).day;
  const planned = action === "finish" ? stay.ends : action === "start" ? stay.starts : today;
  const on = given ?? (planned as Day);
  if (on > today) {
    if (given) problems.push({ code: "day-to-come", field: "on" });
    else if (action === "finish") {
      problems.push({ code: "stay-not-over", params: { ends: stay.ends } });
    } else problems.push({ code: "stay-not-begun", params: { starts: stay.starts } });
  }
  problems.push(...orderProblems(stay, action, on));
  return problems.length > 0 ? refuse(...problems) : ok(on);
}

/** What comes before what: nothing before the arrival, no way on before the break. */
function orderProblems(stay: Mobility, action: LivedAction, on: Day): Problem[] {
  if (action === "start") return [];
  const { ends, interruptedOn } = stay;
  if (on < (stay.actualStarts ?? stay.starts)) {
    return [{ code: "ends-before-it-begins", field: "on" }];
  }
  if (interruptedOn !== null && on < interruptedOn) {
    return [{ code: "day-before-break", params: { on: interruptedOn }, field: "on" }];
  }
  if (action === "return-early" && on >= ends) {
    return [{ code: "stay-came-to-its-end", params: { ends }, field: "on" }];
  }
  // An early way home has its own reason and is settled before the stay counts as done.
  if (action === "finish" && isAway(stay) && on < ends) {
    return [{ code: "stay-home-early", params: { ends }, field: "on" }];
  }
  return [];
}

/** What is out of order says why: left before it was ready, home early, broken off, cancelled. */
const needsReason = (stay: Mobility, action: LivedAction, given: Day | null): boolean =>
  action === "interrupt" ||
  action === "return-early" ||
  action === "cancel" ||
  (action === "start" && stay.state !== "ready") ||
  (action === "finish" && !isAway(stay) && given !== null && given < stay.ends);
