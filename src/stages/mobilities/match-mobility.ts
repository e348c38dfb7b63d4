import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result } from "../../shared/result.ts";
import { can } from "./mobility.policy.ts";
import { next } from "./mobility.rules.ts";
import { changeMobility, lockMobility } from "./mobility.store.ts";
import type { MobilityState } from "./mobility.ts";

/**
 * A company takes this learner. Whether it has room is the stage of the hosts' to say, which calls
 * this with the company's places held.
 */
export async function matchMobility(
  tx: Tx,
  id: string,
  companyId: string,
): Promise<Result<MobilityState>> {
  const stay = isUuid(id) ? await lockMobility(tx, id) : undefined;
  if (!stay || !can.matchMobility(tx.actor, stay.sendingCountry)) return notFound;
  const after = next(stay.state, "match");
  if (!after.ok) return after;
  await changeMobility(tx, stay.id, after.value, { companyId });
  await record(tx, "mobility.matched", { type: "mobility", id: stay.id }, { companyId });
  // From here on there is something to prepare; a later stage knows what.
  await enqueue(tx, "watch-preparation", { mobilityId: stay.id });
  return ok(after.value);
}

/** The company is free again and the stay waits for another: the office says so, or the company. */
export async function unmatchMobility(tx: Tx, id: string): Promise<Result<MobilityState>> {
  const stay = isUuid(id) ? await lockMobility(tx, id) : undefined;
  if (!stay || !can.matchMobility(tx.actor, stay.sendingCountry)) return notFound;
  const after = next(stay.state, "unmatch");
  if (!after.ok) return after;
  await changeMobility(tx, stay.id, after.value, { companyId: null });
  await record(
    tx,
    "mobility.unmatched",
    { type: "mobility", id: stay.id },
    stay.companyId ? { companyId: stay.companyId } : {},
  );
  return ok(after.value);
}
