import { isUuid } from "../../shared/id.ts";
import type { Tx } from "../db/index.ts";
import type { Locale } from "../i18n/index.ts";

export const MAIL_STATES = ["held", "queued", "sent", "kept", "failed", "cancelled"] as const;
export type MailState = (typeof MAIL_STATES)[number];

export type MailLine = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly state: MailState;
  readonly createdAt: Date;
};
export type MailMessage = MailLine & {
  readonly body: string;
  readonly locale: Locale;
  readonly attempts: number;
  readonly error: string | null;
  readonly sentAt: Date | null;
};

export const MAIL_A_PAGE = 25;

const line = ["id", "to_address as to", "subject", "state", "created_at as createdAt"] as const;

/** One page of the outbox, newest first, and how many messages the filter leaves. */
export async function listMail(
  tx: Tx,
  filter: { readonly state: MailState | null; readonly page: number },
): Promise<{ readonly messages: readonly MailLine[]; readonly total: number }> {
  const rows = await tx.db
    .selectFrom("mail_messages")
    .select([...line, (e) => e.fn.countAll<number>().over().as("total")])
    .$if(filter.state !== null, (q) => q.where("state", "=", filter.state))
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(MAIL_A_PAGE)
    .offset((filter.page - 1) * MAIL_A_PAGE)
    .$castTo<MailLine & { total: number }>()
    .execute();
  return { messages: rows, total: rows[0]?.total ?? 0 };
}

export async function readMail(tx: Tx, id: string): Promise<MailMessage | undefined> {
  if (!isUuid(id)) return undefined;
  return tx.db
    .selectFrom("mail_messages")
    .select([...line, "body", "locale", "attempts", "last_error as error", "sent_at as sentAt"])
    .where("id", "=", id)
    .$castTo<MailMessage>()
    .executeTakeFirst();
}
