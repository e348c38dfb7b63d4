import { pause } from "../clock.ts";
import type { Tx } from "../db/index.ts";
import { mailErrorCode } from "./delivery.ts";
import type { Letter, Post } from "./post.ts";

/** Waits between tries, in milliseconds: somebody is looking at their mailbox. */
const WAITS = [2_000, 10_000];

/**
 * Carries a letter at once, without the outbox: for one that opens a door and must not lie in a
 * table, a backup or a queue while it can be used. Tries three times, then says why not.
 * @returns null when it was taken, else the mail server's code
 */
export async function carry(post: Post, letter: Letter): Promise<string | null> {
  for (let attempt = 0; ; attempt++) {
    try {
      await post.send(letter);
      return null;
    } catch (error) {
      const wait = WAITS[attempt];
      if (wait === undefined) return mailErrorCode(error);
      await pause(wait);
    }
  }
}

/** Writes into the outbox what became of a letter that `carry` took away. */
export async function noteLetter(
  tx: Tx,
  letter: Letter & {
    readonly template: string;
    readonly state: "sent" | "kept" | "failed";
    readonly error?: string | null;
  },
): Promise<void> {
  const schemeId = tx.actor.schemeId;
  if (!schemeId) throw new Error(`mail ${letter.template} outside a scheme`);
  await tx.db
    .insertInto("mail_messages")
    .values({
      id: letter.id,
      scheme_id: schemeId,
      to_address: letter.to,
      locale: letter.locale,
      template: letter.template,
      subject: letter.subject,
      body: letter.body,
      state: letter.state,
      attempts: 1,
      last_error: letter.error ?? null,
      created_at: tx.now,
      sent_at: letter.state === "sent" ? tx.now : null,
    })
    .execute();
}
