import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { next } from "./mobility.rules.ts";
import { changeMobility, lockMobility } from "./mobility.store.ts";

const EVENTS = { report: "mobility.reported", recognise: "mobility.recognised" } as const;

/**
 * A step of a stay that is over, taken with what came of it: reported with the person's own words,
 * recognised with a certificate. A stay that is elsewhere stays where it is: papers may come in
 * another order than steps.
 */
export async function settleOutcome(
  tx: Tx,
  mobilityId: string,
  action: keyof typeof EVENTS,
): Promise<void> {
  const stay = await lockMobility(tx, mobilityId);
  if (!stay) return;
  const after = next(stay.state, action);
  if (!after.ok) return;
  await changeMobility(tx, mobilityId, after.value, { reason: stay.reason });
  await record(tx, EVENTS[action], { type: "mobility", id: mobilityId });
}
