/** Letters that wait to be read over before they go: written in words, sent by one release. */
import type { Tx } from "../db/index.ts";
import type { Locale } from "../i18n/index.ts";
import { enqueue } from "../jobs/enqueue.ts";
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

/** Every held letter of a batch goes on its way; how many. A second click finds none. */
export async function releaseMail(tx: Tx, batchId: string): Promise<number> {
  const rows = await tx.db
    .updateTable("mail_messages")
    .set({ state: "queued" })
    .where("batch_id", "=", batchId)
    .where("state", "=", "held")
    .returning("id")
    .execute();
  for (const { id } of rows) {
    await enqueue(tx, "send-mail", { messageId: id }, { key: `mail:${id}` });
  }
  return rows.length;
}
