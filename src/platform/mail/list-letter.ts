/** Letters to a list: in words already, in two forms, each with the way off the list. */
import { sql } from "kysely";
import type { Tx } from "../db/index.ts";
import type { AnyLocale } from "../i18n/index.ts";
import { newId } from "../random.ts";

export type ListLetter = {
  readonly to: string;
  readonly locale: AnyLocale;
  readonly template: string;
  readonly subject: string;
  readonly body: string;
  readonly html: string;
  /** A mail program posts to it for its reader (RFC 8058); it is a person's own. */
  readonly leaveUrl: string;
};

const AT_ONCE = 200;

/** Puts them into the outbox with their jobs, a few statements for all. */
export async function queueListLetters(tx: Tx, letters: readonly ListLetter[]): Promise<void> {
  const { schemeId } = tx.actor;
  if (!schemeId) throw new Error("letters to a list outside a scheme");
  for (let at = 0; at < letters.length; at += AT_ONCE) {
    const part = letters.slice(at, at + AT_ONCE).map((letter) => ({ id: newId(), ...letter }));
    await tx.db
      .insertInto("mail_messages")
      .values(
        part.map(({ to, leaveUrl, subject, ...letter }) => ({
          ...letter,
          scheme_id: schemeId,
          to_address: to,
          // One line: a subject with a line break must not begin a header of its own.
          subject: subject.replace(/\s+/g, " ").trim(),
          leave_url: leaveUrl,
          state: "queued",
          created_at: tx.now,
        })),
      )
      .execute();
    const ids = part.map(({ id }) => id);
    await sql`select jobs.enqueue('send-mail', json_build_object('schemeId', ${schemeId}::text, 'messageId', m),
      'mail:' || m) from unnest(${ids}::text[]) m`.execute(tx.db);
  }
}
