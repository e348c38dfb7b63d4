import { type RawBuilder, sql } from "kysely";
import { PLANNED_ONCE, type Tx } from "../db/index.ts";
import { type Locale, type MessageKey, type Params, wordsFor } from "../i18n/index.ts";
import { jobCall } from "../jobs/enqueue.ts";
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
  /** Sent after that, for a letter that can wait until a rush is over. */
  readonly inMinutes?: number;
};

type As = { readonly state: "queued" | "held"; readonly batchId: string | null };

/**
 * A letter as the parts of a statement: the row of the outbox, in words, and the job that sends it.
 * For `queueMail`, and for an act that is one statement.
 */
export function letterParts(
  tx: Tx,
  mail: NewMail,
  as: As = { state: "queued", batchId: null },
): { readonly id: string; readonly row: RawBuilder<unknown>; readonly job: RawBuilder<unknown> } {
  const schemeId = tx.actor.schemeId;
  if (!schemeId) throw new Error(`mail ${mail.template} outside a scheme`);
  const words = wordsFor(mail.locale);
  const id = newId();
  // One line: a name with a line break must not begin a header of its own.
  const subject = words.t(`${mail.template}-subject`, mail.params).replace(/\s+/g, " ").trim();
  const later = mail.inMinutes === undefined ? {} : { inMinutes: mail.inMinutes };
  return {
    id,
    row: sql`insert into mail_messages (id, scheme_id, to_address, locale, template, subject, body, state,
      batch_id, created_at)
      values (${id}::uuid, ${schemeId}::uuid, ${mail.to}, ${mail.locale}, ${mail.template}, ${subject},
        ${words.t(`${mail.template}-body`, mail.params)}, ${as.state}, ${as.batchId}::uuid, ${tx.now}::timestamptz)`,
    job: jobCall(tx, "send-mail", { messageId: id }, { key: `mail:${id}`, ...later }),
  };
}

/**
 * Puts a message into the outbox, in words, and a job that sends it, in the caller's transaction:
 * a refused or failed act sends nothing, a committed one is never forgotten.
 * @returns the message's id
 */
export async function queueMail(tx: Tx, mail: NewMail): Promise<string> {
  const { id, row, job } = letterParts(tx, mail);
  await sql`${sql.raw(PLANNED_ONCE)} with letter as (${row}) select ${job}`.execute(tx.db);
  return id;
}

/** The outbox's row alone, in words. */
export async function writeMail(tx: Tx, mail: NewMail, as: As): Promise<string> {
  const { id, row } = letterParts(tx, mail, as);
  await sql`${sql.raw(PLANNED_ONCE)} ${row}`.execute(tx.db);
  return id;
}
