import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import type { Result } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { moveStay } from "../hosting/move-stay.ts";
import type { Mobility } from "../mobilities/mobility.ts";
import { moveDue } from "./task.store.ts";

/** Moves the planned days of a stay; what is still to be done before it is due on other days then. */
export async function moveDays(
  tx: Tx,
  mobilityId: string,
  to: { readonly starts: Day; readonly ends: Day },
): Promise<Result<Mobility>> {
  const moved = await moveStay(tx, mobilityId, to);
  if (moved.ok) {
    await moveDue(tx, moved.value.id, { starts: to.starts, today: wallTimeOf(tx.now).day });
  }
  return moved;
}
