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

/**
 * Puts them into the outbox with their jobs, a few statements for all.
 * @param batchId what they belong to: by it those that wait are held and written again
 */
export async function queueListLetters(
  tx: Tx,
  batchId: string,
  letters: readonly ListLetter[],
): Promise<void> {
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
          batch_id: batchId,
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

/** Nothing of what a letter told, nor how its reader leaves. */
const EMPTY = { body: "", html: null, leave_url: null };

/**
 * Letters of a batch that have not gone wait, and what could not be sent or was only kept to be read
 * is emptied. One that a worker is handing over at this moment has gone.
 * @returns the way off the list of one that waits; null where none does
 */
export async function holdListLetters(tx: Tx, batchId: string): Promise<string | null> {
  await tx.db
    .updateTable("mail_messages")
    .set(EMPTY)
    .where("batch_id", "=", batchId)
    .where("state", "in", ["kept", "failed"])
    .execute();
  const rows = await tx.db
    .updateTable("mail_messages")
    .set({ state: "held" })
    .where("id", "in", (waiting) =>
      waiting
        .selectFrom("mail_messages")
        .where("batch_id", "=", batchId)
        .where("state", "=", "queued")
        .select("id")
        .orderBy("id")
        .forUpdate()
        .skipLocked(),
    )
    .returning("leave_url as leaveUrl")
    .execute();
  return rows[0]?.leaveUrl ?? null;
}

export type HeldListLetter = {
  readonly id: string;
  readonly locale: string;
  readonly leaveUrl: string;
};

export const heldListLetters = (tx: Tx, batchId: string): Promise<HeldListLetter[]> =>
  tx.db
    .selectFrom("mail_messages")
    .where("batch_id", "=", batchId)
    .where("state", "=", "held")
    .where("leave_url", "is not", null)
    .select(["id", "locale", "leave_url as leaveUrl"])
    .orderBy("id")
    .forUpdate()
    .$castTo<HeldListLetter>()
    .execute();

/** @param letter null: there is nothing left to tell, and it never goes */
export async function rewriteListLetter(
  tx: Tx,
  id: string,
  letter: Pick<ListLetter, "subject" | "body" | "html"> | null,
): Promise<void> {
  await tx.db
    .updateTable("mail_messages")
    .set(
      letter
        ? { ...letter, subject: letter.subject.replace(/\s+/g, " ").trim() }
        : { ...EMPTY, state: "cancelled" },
    )
    .where("id", "=", id)
    .execute();
}

/**
 * Whoever left the list gets none of the letters that wait either.
 * @param secret the last 32 signs of the address by which the list is left
 */
export async function cancelListLetters(tx: Tx, secret: string): Promise<void> {
  await tx.db
    .updateTable("mail_messages")
    .set({ ...EMPTY, state: "cancelled" })
    .where(sql<string>`right(leave_url, 32)`, "=", secret)
    .where("leave_url", "is not", null)
    .where("state", "in", ["queued", "held"])
    .execute();
}
