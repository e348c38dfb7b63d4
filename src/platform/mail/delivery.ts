/** The outbox from the sender's side: take a waiting letter, say what became of it. */
import { sql } from "kysely";
import type { Tx } from "../db/index.ts";
import type { Letter } from "./post.ts";

/**
 * The letter if it still waits. Locked until the transaction ends: a second worker on the same
 * message waits here and then finds it gone.
 */
export async function takeLetter(
  tx: Tx,
  messageId: string,
): Promise<(Letter & { readonly batchId: string | null }) | null> {
  const row = await tx.db
    .selectFrom("mail_messages")
    .select([
      "id",
      "to_address as to",
      "subject",
      "body",
      "locale",
      "html",
      "leave_url as leaveUrl",
      "batch_id as batchId",
    ])
    .where("id", "=", messageId)
    .where("state", "=", "queued")
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/**
 * What opens a door: the last part of an address that nobody could guess. Whoever got the letter has
 * it; the copy that stays here, and every backup of it, must not open anything.
 */
const SECRET_IN_LINK = "(https?://[^\\s]*[/=])[A-Za-z0-9_-]{20,}";

export async function markLetter(
  tx: Tx,
  messageId: string,
  state: "queued" | "sent" | "kept" | "failed",
  error: string | null = null,
): Promise<void> {
  await tx.db
    .updateTable("mail_messages")
    .set((row) => ({
      state,
      last_error: error,
      attempts: row("attempts", "+", 1),
      sent_at: state === "sent" ? tx.now : null,
      ...(state === "sent"
        ? {
            // What a letter to a list told of people is not kept beside them: they may take it back.
            body: sql<string>`case when html is null then regexp_replace(body, ${SECRET_IN_LINK}, '\\1…', 'g') else '' end`,
            html: null,
            leave_url: null,
          }
        : {}),
    }))
    .where("id", "=", messageId)
    .execute();
}

/** The mail server knows nobody of that address, or takes nothing for it: not now and not later. */
export function isRefusedForGood(error: unknown): boolean {
  const { code, responseCode = 0 } = error as { code?: string; responseCode?: number };
  return code === "EENVELOPE" && responseCode >= 550 && responseCode < 560 && responseCode !== 552;
}

/** `EAUTH`, `EMESSAGE 451`: a mail server's own text often repeats the address. */
export function mailErrorCode(error: unknown): string {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return [code ?? "failed", responseCode].filter(Boolean).join(" ");
}
