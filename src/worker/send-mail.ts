import type { Task } from "../platform/jobs/jobs.ts";
import {
  isRefusedForGood,
  mailErrorCode,
  markLetter,
  type Post,
  takeLetter,
} from "../platform/mail/index.ts";
import { dropRefused } from "../stages/stories/subscribe.ts";
import { isOverdue } from "../stages/stories/take-out-of-letters.ts";

/**
 * Empties the outbox. At least once: a letter is marked after the mail server has taken it, so a
 * process killed between the two sends it again under the same Message-ID. A reader of the newsletter
 * whom a mail server refuses for good is off the list, and nothing more is sent there.
 * @param post null where nothing is sent: the letter is kept to be read in the outbox
 */
export function sendMail(post: Post | null): Task<"send-mail"> {
  return async ({ messageId }, { database, actor, lastAttempt }) => {
    const failure = await database.withTx(actor, async (tx) => {
      const letter = await takeLetter(tx, messageId);
      if (!letter) return null;
      const { batchId, body, leaveUrl } = letter;
      // A letter to a list waits again where what it tells may not be seen on this day any more.
      if (leaveUrl && batchId && (await isOverdue(tx, { newsletterId: batchId, body })))
        return null;
      if (post === null) {
        await markLetter(tx, messageId, "kept");
        return null;
      }
      try {
        await post.send(letter);
      } catch (error) {
        if (letter.leaveUrl && isRefusedForGood(error)) {
          await dropRefused(tx, letter.leaveUrl);
          await markLetter(tx, messageId, "failed", mailErrorCode(error));
          return null;
        }
        await markLetter(tx, messageId, lastAttempt ? "failed" : "queued", mailErrorCode(error));
        return error as Error;
      }
      await markLetter(tx, messageId, "sent");
      return null;
    });
    // Thrown after the commit: the count of attempts stays, and the queue tries again later.
    if (failure) throw failure;
  };
}
