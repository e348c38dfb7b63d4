import type { Tx } from "../../platform/db/index.ts";
import { decideStory } from "./moderate-story.ts";
import { withdrawnBefore } from "./story.store.ts";

/** Time enough for one who pressed by mistake to say so. */
const DAYS_KEPT = 30;
const DAY_MS = 86_400_000;

/** Every night: what was taken back a month ago is erased, words, name and picture. */
export async function forgetWithdrawn(tx: Tx): Promise<void> {
  const before = new Date(tx.now.getTime() - DAYS_KEPT * DAY_MS);
  for (const id of await withdrawnBefore(tx, before)) {
    await decideStory(tx, id, { decision: "erase", note: "" });
  }
}
