import type { Tx } from "../../platform/db/index.ts";
import { ok, type Result } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { moveStay } from "../hosting/move-stay.ts";
import type { NewDays } from "../mobilities/change-days.ts";
import type { Mobility } from "../mobilities/mobility.ts";
import { reopenIfBroken } from "./mark-ready.ts";
import { moveDue, stayForTasks } from "./task.store.ts";

/**
 * Moves the planned days of a stay. What is still to be done before it is due on other days then, and
 * "ready" is taken back where they break something.
 */
export async function moveDays(tx: Tx, mobilityId: string, to: NewDays): Promise<Result<Mobility>> {
  const moved = await moveStay(tx, mobilityId, to);
  if (moved.ok) {
    await moveDue(tx, moved.value.id, { starts: to.starts, today: wallTimeOf(tx.now).day });
    const stay = await stayForTasks(tx, moved.value.id);
    // Agreements say the days of before: whoever was ready is so again when their change is signed.
    if (stay && (await reopenIfBroken(tx, stay))) {
      return ok({ ...moved.value, state: "preparing" });
    }
  }
  return moved;
}
