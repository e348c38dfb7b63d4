import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";

export type CodeWord = { readonly sessionId: string; readonly word: string };

export const wordsOf = (tx: Tx, eventId: string): Promise<CodeWord[]> =>
  tx.db
    .selectFrom("event_code_words")
    .where("event_id", "=", eventId)
    .select(["session_id as sessionId", "word"])
    .execute();

export async function keepWord(
  tx: Tx,
  of: { readonly eventId: string; readonly sessionId: string; readonly word: string },
): Promise<void> {
  const now = { word: of.word, set_by: actorId(tx.actor) ?? "", set_at: tx.now };
  await tx.db
    .insertInto("event_code_words")
    .values({
      session_id: of.sessionId,
      scheme_id: tx.actor.schemeId!,
      event_id: of.eventId,
      ...now,
    })
    .onConflict((c) => c.column("session_id").doUpdateSet(now))
    .execute();
}
