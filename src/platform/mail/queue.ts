import { sql } from "kysely";
import { PLANNED_ONCE, type Tx } from "../db/index.ts";
import { type Locale, type MessageKey, type Params, wordsFor } from "../i18n/index.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { newId } from "../random.ts";

export type NewMail = {
  readonly to: string;
  /**
   * A room's template such as `offers.mail-place-offered`: its words stand in the catalogues under
   * that key with `-subject` and `-body`.
   */
  readonly template: MessageKey;
  readonly locale: Locale;
  readonly params?: Params;
};

/**
 * Puts a message into the outbox, in words, and a job that sends it, in the caller's transaction:
 * a refused or failed act sends nothing, a committed one is never forgotten.
 * @returns the message's id
 */
export async function queueMail(tx: Tx, mail: NewMail): Promise<string> {
  const id = await writeMail(tx, mail, { state: "queued", batchId: null });
  await enqueue(tx, "send-mail", { messageId: id }, { key: `mail:${id}` });
  return id;
}

/** The outbox's row alone, in words. */
export async function writeMail(
  tx: Tx,
  mail: NewMail,
  as: { readonly state: "queued" | "held"; readonly batchId: string | null },
): Promise<string> {
  const schemeId = tx.actor.schemeId;
  if (!schemeId) throw new Error(`mail ${mail.template} outside a scheme`);
  const words = wordsFor(mail.locale);
  const id = newId();
  // One line: a name with a line break must not begin a header of its own.
  const subject = words.t(`${mail.template}-subject`, mail.params).replace(/\s+/g, " ").trim();
  await sql`${sql.raw(PLANNED_ONCE)}
    insert into mail_messages (id, scheme_id, to_address, locale, template, subject, body, state,
      batch_id, created_at)
    values (${id}, ${schemeId}, ${mail.to}, ${mail.locale}, ${mail.template}, ${subject},
      ${words.t(`${mail.template}-body`, mail.params)}, ${as.state}, ${as.batchId}, ${tx.now})`.execute(
    tx.db,
  );
  return id;
}
