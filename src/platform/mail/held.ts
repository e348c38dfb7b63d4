/** Letters that wait to be read over before they go: written in words, sent by one release. */
import type { Tx } from "../db/index.ts";
import type { Locale } from "../i18n/index.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { newId } from "../random.ts";
import { type NewMail, writeMail } from "./queue.ts";

export type HeldMail = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly locale: Locale;
  readonly template: string;
};

/**
 * Puts a letter into the outbox without a job that sends it.
 * @param batchId what the letters belong to, such as a list; they are released together
 */
export const holdMail = (tx: Tx, batchId: string, mail: NewMail): Promise<string> =>
  writeMail(tx, mail, { state: "held", batchId });

/** What waits of a batch, in one order, and how many letters of it have gone. */
export async function heldMail(
  tx: Tx,
  batchId: string,
): Promise<{ readonly held: readonly HeldMail[]; readonly released: number }> {
  const rows = await tx.db
    .selectFrom("mail_messages")
    .where("batch_id", "=", batchId)
    .select(["id", "to_address as to", "subject", "body", "locale", "template", "state"])
    .orderBy("template")
    .orderBy("locale")
    .orderBy("id")
    .$castTo<HeldMail & { state: string }>()
    .execute();
  const held = rows.filter((row) => row.state === "held");
  return { held, released: rows.length - held.length };
}

/** A message that is in words already; a text message is its body alone. */
export type WrittenMessage = {
  readonly channel: "mail" | "sms";
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly locale: Locale;
  readonly template: string;
};

const AT_ONCE = 500;

/**
 * Holds many at once, a few statements for all of them.
 * @param messages null where somebody has none
 * @returns the ids in the same order
 */
export async function holdWritten(
  tx: Tx,
  batchId: string,
  messages: readonly (WrittenMessage | null)[],
): Promise<(string | null)[]> {
  const { schemeId } = tx.actor;
  if (!schemeId) throw new Error("messages outside a scheme");
  const ids = messages.map((message) => (message === null ? null : newId()));
  const rows = messages.flatMap((message, at) => {
    const id = ids[at];
    if (message === null || !id) return [];
    const { to, subject, body, locale, template, channel } = message;
    return [
      {
        id,
        scheme_id: schemeId,
        to_address: to,
        subject,
        body,
        locale,
        template,
        channel,
        state: "held",
        batch_id: batchId,
        created_at: tx.now,
      },
    ];
  });
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    await tx.db
      .insertInto("mail_messages")
      .values(rows.slice(at, at + AT_ONCE))
      .execute();
  }
  return ids;
}

/**
 * Held messages of a batch go on their way; how many. A second click finds none.
 * @param most no more than that, for one who lets many go a part at a time; all without it
 */
export async function releaseMail(tx: Tx, batchId: string, most?: number): Promise<number> {
  const rows = await tx.db
    .updateTable("mail_messages")
    .set({ state: "queued" })
    .where("id", "in", (part) => {
      const held = part
        .selectFrom("mail_messages")
        .where("batch_id", "=", batchId)
        .where("state", "=", "held")
        .select("id")
        .orderBy("id")
        .forUpdate();
      return most === undefined ? held : held.limit(most);
    })
    .returning(["id", "channel"])
    .execute();
  for (const { id, channel } of rows) {
    const task = channel === "sms" ? "send-sms" : "send-mail";
    await enqueue(tx, task, { messageId: id }, { key: `mail:${id}` });
  }
  return rows.length;
}

/** What is still held of a batch never goes; it stays to be read. */
export async function cancelHeld(tx: Tx, batchId: string): Promise<void> {
  await tx.db
    .updateTable("mail_messages")
    .set({ state: "cancelled" })
    .where("batch_id", "=", batchId)
    .where("state", "=", "held")
    .execute();
}
