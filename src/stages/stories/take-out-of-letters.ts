import type { Tx } from "../../platform/db/index.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { holdListLetters } from "../../platform/mail/index.ts";
import { newslettersWith } from "./newsletter.store.ts";

/**
 * Letters that name a story and have not gone wait from this moment on, until they are written again
 * without it. Of those that went, nothing is kept here anyway.
 */
export async function takeOutOfLetters(tx: Tx, storyId: string): Promise<void> {
  for (const newsletterId of await newslettersWith(tx, storyId)) {
    const leaveUrl = await holdListLetters(tx, newsletterId);
    if (leaveUrl === null) continue;
    await enqueue(
      tx,
      "send-newsletter",
      { newsletterId, publicUrl: new URL(leaveUrl).origin },
      { key: `newsletter:${newsletterId}` },
    );
  }
}
