import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./mobility.policy.ts";
import { next } from "./mobility.rules.ts";
import { changeMobility, lockMobility } from "./mobility.store.ts";
import type { MobilityAction, MobilityState } from "./mobility.ts";

const EVENTS = {
  start: "mobility.begun",
  finish: "mobility.finished",
} as const satisfies Partial<Record<MobilityAction, string>>;

/** The person is home and the stay counts as realised; not before its last day. */
export const finishMobility = (tx: Tx, id: string) => move(tx, id, "finish");
/** The person has arrived. */
export const startMobility = (tx: Tx, id: string) => move(tx, id, "start");

async function move(
  tx: Tx,
  id: string,
  action: keyof typeof EVENTS,
): Promise<Result<MobilityState>> {
  const stay = isUuid(id) ? await lockMobility(tx, id) : undefined;
  if (!stay || !can.changeMobility(tx.actor, stay.sendingCountry)) return notFound;
  const today = wallTimeOf(tx.now).day;
  if (action === "finish" && today < stay.ends) {
    return refuse({ code: "stay-not-over", params: { ends: stay.ends } });
  }
  if (action === "start" && today < stay.starts) {
    return refuse({ code: "stay-not-begun", params: { starts: stay.starts } });
  }
  const after = next(stay.state, action);
  if (!after.ok) return after;
  await changeMobility(tx, stay.id, after.value);
  await record(tx, EVENTS[action], { type: "mobility", id: stay.id });
  return ok(after.value);
}
