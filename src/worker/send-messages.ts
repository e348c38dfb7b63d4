import { enqueue } from "../platform/jobs/enqueue.ts";
import type { Task } from "../platform/jobs/jobs.ts";
import { readDueAt } from "../stages/messages/read-sendings.ts";
import { minutesUntil } from "../stages/messages/schedule-sending.ts";
import { sendHeld } from "../stages/messages/send-held.ts";

/**
 * Lets what was scheduled go, a part a transaction. Started too early (the queue's clock and ours
 * may differ) it comes again; started twice it finds nothing held.
 */
export const sendMessages: Task<"send-messages"> = async ({ sendingId }, { database, actor }) => {
  for (;;) {
    const left = await database.withTx(actor, async (tx) => {
      const state = await sendHeld(tx, sendingId);
      if (state === "early") {
        const at = await readDueAt(tx, sendingId);
        await enqueue(
          tx,
          "send-messages",
          { sendingId },
          { inMinutes: Math.max(1, minutesUntil(at ?? tx.now, tx.now)) },
        );
      }
      return state;
    });
    if (left !== "more") return;
  }
};
