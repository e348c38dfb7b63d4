import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { next } from "./mobility.rules.ts";
import { changeMobility, lockMobility } from "./mobility.store.ts";

/**
 * The learning agreement was sent: a stay that waited for it is now being prepared. One that stands
 * elsewhere stays where it is, because an agreement is also sent again and corrected.
 */
export async function prepareMobility(tx: Tx, id: string): Promise<boolean> {
  const stay = isUuid(id) ? await lockMobility(tx, id) : undefined;
  if (stay?.state !== "matched") return false;
  const after = next(stay.state, "prepare");
  if (!after.ok) return false;
  await changeMobility(tx, stay.id, after.value);
  await record(tx, "mobility.prepared", { type: "mobility", id: stay.id });
  return true;
}
