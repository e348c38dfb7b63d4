import type { Tx } from "../../platform/db/index.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { forgetOldCounts } from "./attempt.store.ts";
import { TRY_MINUTES } from "./code.rules.ts";

/** Once for many tries: the first one sets the moment, the others leave it. */
export const forgetTriesLater = (tx: Tx): Promise<void> =>
  enqueue(
    tx,
    "forget-tries",
    {},
    { key: `forget-tries:${tx.actor.schemeId}`, inMinutes: TRY_MINUTES + 1 },
  );

/** Counts of tries are kept for as long as they matter, and the job comes back while any is left. */
export async function forgetOldTries(tx: Tx): Promise<void> {
  if (tx.actor.kind === "system" && (await forgetOldCounts(tx))) await forgetTriesLater(tx);
}
