import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result } from "../../shared/result.ts";
import { can } from "./mobility.policy.ts";
import { next } from "./mobility.rules.ts";
import { changeMobility, lockMobility } from "./mobility.store.ts";
import type { MobilityState } from "./mobility.ts";

const EVENTS = { "be-ready": "mobility.made-ready", reopen: "mobility.reopened" } as const;

/**
 * Marks a stay as ready to leave, or takes that back. Whether anything is still to do is the stage of
 * the preparation's to say, which calls this with what it found.
 * @param because codes of what broke, for the history; never words somebody wrote
 */
export async function changeReadiness(
  tx: Tx,
  id: string,
  action: keyof typeof EVENTS,
  because: readonly string[] = [],
): Promise<Result<MobilityState>> {
  const stay = isUuid(id) ? await lockMobility(tx, id) : undefined;
  if (!stay || !can.changeMobility(tx.actor, stay.sendingCountry)) return notFound;
  const after = next(stay.state, action);
  if (!after.ok) return after;
  await changeMobility(tx, stay.id, after.value);
  const about = { type: "mobility", id: stay.id };
  await record(tx, EVENTS[action], about, because.length > 0 ? { because } : {});
  return ok(after.value);
}
