import type { Task } from "../platform/jobs/jobs.ts";
import { mailErrorCode, markLetter, takeLetter } from "../platform/mail/index.ts";
import type { Gateway } from "../platform/sms/gateway.ts";

/**
 * Hands a waiting text message to the gateway. At least once: it is marked after the gateway took
 * it, under a key by which a gateway knows one that comes again.
 * @param gateway null where none is set up: the message is kept to be read in the outbox
 */
export function sendSms(gateway: Gateway | null): Task<"send-sms"> {
  return async ({ messageId }, { database, actor, lastAttempt }) => {
    const failure = await database.withTx(actor, async (tx) => {
      const text = await takeLetter(tx, messageId);
      if (!text) return null;
      if (gateway === null) {
        await markLetter(tx, messageId, "kept");
        return null;
      }
      try {
        await gateway.send({ id: text.id, to: text.to, text: text.body });
      } catch (error) {
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
