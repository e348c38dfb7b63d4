import { createHash } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import { PLANNED_ONCE, type Tx } from "../db/index.ts";
import { type AnyLocale, type MessageKey, type Params, wordsFor } from "../i18n/index.ts";
import { enqueue, jobCall } from "../jobs/enqueue.ts";
import { newId } from "../random.ts";

export type NewMail = {
  readonly to: string;
  /**
   * A room's template such as `offers.mail-place-offered`: its words stand in the catalogues under
   * that key with `-subject` and `-body`.
   */
  readonly template: MessageKey;
  readonly locale: AnyLocale;
  readonly params?: Params;
};

type As = { readonly state: "queued" | "held"; readonly batchId: string | null };

/** The statement that writes a letter into the outbox, in words, and the letter's id. */
function letterRow(
  tx: Tx,
  mail: NewMail,
  as: As,
  onlyIf: RawBuilder<unknown> = sql`true`,
): { id: string; row: RawBuilder<unknown> } {
  const schemeId = tx.actor.schemeId;
  if (!schemeId) throw new Error(`mail ${mail.template} outside a scheme`);
  const words = wordsFor(mail.locale);
  const id = newId();
  // One line: a name with a line break must not begin a header of its own.
  const subject = words.t(`${mail.template}-subject`, mail.params).replace(/\s+/g, " ").trim();
  return {
    id,
    row: sql`insert into mail_messages (id, scheme_id, to_address, locale, template, subject, body, state,
      batch_id, created_at)
      select ${id}::uuid, ${schemeId}::uuid, ${mail.to}, ${mail.locale}, ${mail.template}, ${subject},
        ${words.t(`${mail.template}-body`, mail.params)}, ${as.state}, ${as.batchId}::uuid, ${tx.now}::timestamptz
      where ${onlyIf}`,
  };
}

/** How long letters of one minute wait together. */
const RUSH_MINUTES = 3;

/**
 * A letter that can wait until a rush is over, as two parts of an act that is one statement: its row
 * in the outbox, and the job that lets all letters of this rush and minute go together. Whoever sees
 * one of them there leaves the job alone, because it came with that one: a job each would cost as
 * much as the act, and tell the queue each time, which makes commits wait for each other.
 * @param rush what the letters have in common, such as a call
 * @param onlyIf a condition of that statement under which alone the letter goes
 */
export function letterInRush(
  tx: Tx,
  rush: string,
  mail: NewMail,
  onlyIf: RawBuilder<unknown> = sql`true`,
): { readonly row: RawBuilder<unknown>; readonly job: RawBuilder<unknown> } {
  const minute = Math.floor(tx.now.getTime() / 60_000);
  const hash = createHash("sha256").update(`${tx.actor.schemeId} ${rush} ${minute}`).digest("hex");
  const batchId = hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
  const key = `release-mail:${batchId}`;
  const job = jobCall(tx, "release-mail", { batchId }, { key, inMinutes: RUSH_MINUTES });
  return {
    row: letterRow(tx, mail, { state: "held", batchId }, onlyIf).row,
    job: sql`case when ${onlyIf} and not exists (select from mail_messages m where m.batch_id = ${batchId}::uuid) then ${job} end`,
  };
}

/**
 * Puts a message into the outbox, in words, and a job that sends it, in the caller's transaction:
 * a refused or failed act sends nothing, a committed one is never forgotten.
 * @returns the message's id
 */
export async function queueMail(tx: Tx, mail: NewMail): Promise<string> {
  const { id, row } = letterRow(tx, mail, { state: "queued", batchId: null });
  const job = jobCall(tx, "send-mail", { messageId: id }, { key: `mail:${id}` });
  await sql`${sql.raw(PLANNED_ONCE)} with letter as (${row}) select ${job}`.execute(tx.db);
  return id;
}

/**
 * The same for a text message: a template's words stand under its own key, and the outbox names it by
 * them. Where no gateway is set up it is kept to be read.
 * @param text.to a number with its country code
 */
export async function queueText(tx: Tx, text: NewMail): Promise<string> {
  const { schemeId } = tx.actor;
  if (!schemeId) throw new Error(`text ${text.template} outside a scheme`);
  const body = wordsFor(text.locale).t(text.template, text.params);
  const id = newId();
  await sql`insert into mail_messages (id, scheme_id, to_address, locale, template, subject, body, state,
    channel, created_at)
    values (${id}::uuid, ${schemeId}::uuid, ${text.to}, ${text.locale}, ${text.template},
      ${body.replace(/\s+/g, " ").slice(0, 60)}, ${body}, 'queued', 'sms', ${tx.now}::timestamptz)`.execute(
    tx.db,
  );
  await enqueue(tx, "send-sms", { messageId: id }, { key: `mail:${id}` });
  return id;
}

/** The outbox's row alone, in words. */
export async function writeMail(tx: Tx, mail: NewMail, as: As): Promise<string> {
  const { id, row } = letterRow(tx, mail, as);
  await sql`${sql.raw(PLANNED_ONCE)} ${row}`.execute(tx.db);
  return id;
}
