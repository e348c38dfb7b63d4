import type { Tx } from "../../platform/db/index.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { holdListLetters } from "../../platform/mail/index.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { newslettersWith, storiesIn } from "./newsletter.store.ts";
import { shownOf } from "./public.store.ts";

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

/**
 * Asked before a letter goes: whether it tells a story that may not be seen on this day, because a
 * consent ended while it waited, or nobody's stands any more. It waits then, with the others.
 */
export async function isOverdue(
  tx: Tx,
  letter: { readonly newsletterId: string; readonly body: string },
): Promise<boolean> {
  const chosen = await storiesIn(tx, letter.newsletterId);
  const told = chosen.filter((id) => letter.body.includes(id));
  const shown = await shownOf(tx, told, wallTimeOf(tx.now).day);
  const over = told.find((id) => !shown.some((story) => story.id === id));
  if (over === undefined) return false;
  await takeOutOfLetters(tx, over);
  return true;
}
