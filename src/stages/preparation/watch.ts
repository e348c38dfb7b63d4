import type { Tx } from "../../platform/db/index.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { addDays, type Day } from "../../shared/day.ts";
import { atWall, wallTimeOf } from "../../shared/wall-time.ts";

const MINUTE_MS = 60_000;
/** In the morning, when an office can still do something about it. */
const HOUR = "07:00";

/** The stay is looked at next: after it changed, or its list was made. */
export const watchSoon = (tx: Tx, mobilityId: string): Promise<void> =>
  enqueue(tx, "watch-preparation", { mobilityId }, { key: `watch-preparation-now:${mobilityId}` });

/** And again tomorrow morning, whatever happened; a waiting job of the same stay stays one. */
export async function watchTomorrow(tx: Tx, mobilityId: string, on?: Day): Promise<void> {
  const day = on ?? addDays(wallTimeOf(tx.now).day, 1);
  const at = atWall(day, HOUR).getTime();
  await enqueue(
    tx,
    "watch-preparation",
    { mobilityId },
    {
      key: `watch-preparation:${mobilityId}`,
      inMinutes: Math.max(1, Math.ceil((at - tx.now.getTime()) / MINUTE_MS)),
    },
  );
}
