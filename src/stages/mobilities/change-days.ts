import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { Day } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { checkTravel } from "../travel/check-travel.ts";
import { holdDays } from "../travel/refused-days.ts";
import { refusalsIn } from "../travel/travel.rules.ts";
import { keepReason, withReason } from "./keep-shorter-stay.ts";
import { can } from "./mobility.policy.ts";
import { AWAY, BEFORE_DEPARTURE, next } from "./mobility.rules.ts";
import { lockMobility, moveDays } from "./mobility.store.ts";
import type { Mobility, MobilityState } from "./mobility.ts";
import { sayWhatHelps } from "./shorter-stay.rules.ts";
import { ownerOf } from "./stay-owner.store.ts";
import { stayLimits } from "./stay-record.store.ts";
import type { StayLimits } from "./stay-record.ts";

/**
 * Days to come, with why there are fewer of them than the line asks for: empty where nobody says so,
 * left out where nobody is asked.
 */
export type NewDays = { readonly starts: Day; readonly ends: Day; readonly shorter?: string };

/**
 * Moves the planned days of a stay, before it begins, or its last day while the person is away: a
 * later one makes the stay longer, which is a step of its own.
 * Everything that refuses the days is said at once; what only warns is shown where they are typed.
 */
export async function changeDays(
  tx: Tx,
  id: string,
  { shorter, ...to }: NewDays,
): Promise<Result<Mobility>> {
  // The person's days before the row of the stay: whoever brings a file takes them in this order too.
  if (isUuid(id)) await holdDays(tx, await ownerOf(tx, id));
  const stay = isUuid(id) ? await lockMobility(tx, id) : undefined;
  if (!stay || !can.changeMobility(tx.actor, stay.sendingCountry)) return notFound;
  const grows = among(AWAY, stay.state) && to.ends > stay.ends;
  const after = grows ? next(stay.state, "extend") : ok(stay.state);
  const reason = shorter === undefined ? null : shorter.trim();
  const limits = await stayLimits(tx, stay.id);
  const problems = [
    ...(after.ok ? [] : after.problems),
    ...(await dayProblems(tx, stay, to, limits, reason)),
    ...orderProblems(stay, to, tx.now),
  ];
  if (!after.ok || problems.length > 0) return refuse(...problems);
  if (reason) await keepReason(tx, stay.id, limits, reason);
  await moveDays(tx, stay.id, grows ? { ...to, state: after.value } : to);
  await record(
    tx,
    grows ? "mobility.extended" : "mobility.days-changed",
    { type: "mobility", id: stay.id },
    { from: { starts: stay.starts, ends: stay.ends }, to },
  );
  return ok({ ...stay, ...to, state: after.value });
}

const among = (states: readonly MobilityState[], state: MobilityState) => states.includes(state);

function orderProblems(
  stay: Mobility,
  to: { readonly starts: Day; readonly ends: Day },
  now: Date,
): Problem[] {
  if (to.ends < to.starts) return [{ code: "ends-before-it-begins", field: "ends" }];
  if (among(BEFORE_DEPARTURE, stay.state)) return [];
  if (!among(AWAY, stay.state)) {
    return [{ code: `mobility-${stay.state}`, params: { action: "change-days" } }];
  }
  const problems: Problem[] = [];
  if (to.starts !== stay.starts) problems.push({ code: "stay-has-begun", field: "starts" });
  const today = wallTimeOf(now).day;
  // Whoever is home already did not plan anew: that has its own step, which asks why.
  if (to.ends < stay.ends && to.ends < today) {
    problems.push({ code: "stay-home-early", params: { ends: stay.ends }, field: "ends" });
  }
  // A longer stay is agreed before the old one is over (rule C4): afterwards it would be another stay.
  if (to.ends > stay.ends && today > stay.ends) {
    problems.push({ code: "prolonged-too-late", params: { ends: stay.ends }, field: "ends" });
  }
  return problems;
}

async function dayProblems(
  tx: Tx,
  stay: Mobility,
  to: { readonly starts: Day; readonly ends: Day },
  limits: StayLimits,
  reason: string | null,
): Promise<Problem[]> {
  if (to.ends < to.starts) return [];
  const days = { ...to, interruptionDays: stay.interruptionDays };
  const allowed = reason ? withReason(limits, days, reason) : { limits, problems: [] };
  const { minimumDays, maximumDays } = allowed.limits;
  const country = stay.hostingCountry;
  const virtual = stay.mode === "virtual";
  const journey = { country, ...days, minimumDays, maximumDays, virtual };
  const checked = await checkTravel(tx, stay.personId, journey, stay.id);
  const refused = refusalsIn(checked?.findings ?? []);
  // A file and "make longer" have no place for a reason: there it would help nobody to be asked for one.
  return [...(reason === "" ? sayWhatHelps(refused, days, limits) : refused), ...allowed.problems];
}
