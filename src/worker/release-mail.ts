import { enqueue } from "../platform/jobs/enqueue.ts";
import type { Task } from "../platform/jobs/jobs.ts";
import { releaseMail } from "../platform/mail/index.ts";

const AT_ONCE = 200;
/** When a batch is looked at again: for a letter whose act took longer than the wait. */
const AGAIN_MINUTES = 30;

/**
 * Lets the letters of a batch go, a part a transaction, and comes back until it finds none: then
 * nothing of it can be left. Safe to repeat.
 */
export const releaseBatch: Task<"release-mail"> = async ({ batchId }, { database, actor }) => {
  let any = false;
  for (;;) {
    const released = await database.withTx(actor, (tx) => releaseMail(tx, batchId, AT_ONCE));
    any ||= released > 0;
    if (released < AT_ONCE) break;
  }
  if (!any) return;
  await database.withTx(actor, (tx) =>
    enqueue(
      tx,
      "release-mail",
      { batchId },
      { key: `release-mail:${batchId}`, inMinutes: AGAIN_MINUTES },
    ),
  );
};
