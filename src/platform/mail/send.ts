import type { Task } from "../jobs/jobs.ts";
import type { Post } from "./post.ts";

/**
 * The task that empties the outbox. At least once: the message is marked after the mail server has
 * taken it, so a process killed between the two sends it again under the same Message-ID.
 * @param post null where nothing is sent: the message is kept to be read in the outbox
 */
export function sendMail(post: Post | null): Task<"send-mail"> {
  return async ({ messageId }, { database, actor, lastAttempt }) => {
    const failure = await database.withTx(actor, async ({ db, now }) => {
      const message = await db
        .selectFrom("mail_messages")
        .select(["id", "to_address", "subject", "body", "locale", "attempts"])
        .where("id", "=", messageId)
        .where("state", "=", "queued")
        // Two workers on one message: the second waits, then finds it no longer queued.
        .forUpdate()
        .executeTakeFirst();
      if (!message) return null;
      const mark = (values: { state: string; sent_at?: Date; last_error?: string | null }) =>
        db
          .updateTable("mail_messages")
          .set({ ...values, attempts: message.attempts + 1 })
          .where("id", "=", messageId)
          .execute();
      if (post === null) {
        await mark({ state: "kept" });
        return null;
      }
      try {
        await post.send({
          id: message.id,
          to: message.to_address,
          subject: message.subject,
          body: message.body,
          locale: message.locale,
        });
      } catch (error) {
        await mark({ state: lastAttempt ? "failed" : "queued", last_error: codeOf(error) });
        return error as Error;
      }
      await mark({ state: "sent", sent_at: now, last_error: null });
      return null;
    });
    // Thrown after the commit: the count of attempts stays, and the queue tries again later.
    if (failure) throw failure;
  };
}

/** `EAUTH`, `ECONNECTION 421`: a mail server's own text often repeats the address. */
function codeOf(error: unknown): string {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return [code ?? "failed", responseCode].filter(Boolean).join(" ");
}
