import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

export type Feedback = {
  readonly useful: number;
  readonly takeHome: string;
  readonly better: string;
};

/** @returns false where this person has answered already */
export async function insertFeedback(
  tx: Tx,
  of: { readonly eventId: string; readonly registrationId: string },
  said: Feedback,
): Promise<boolean> {
  const [row] = await tx.db
    .insertInto("event_feedbacks")
    .values({
      registration_id: of.registrationId,
      scheme_id: tx.actor.schemeId!,
      event_id: of.eventId,
      useful: said.useful,
      take_home: said.takeHome,
      better: said.better,
      given_at: tx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning("registration_id")
    .execute();
  return row !== undefined;
}

export async function hasAnswered(tx: Tx, registrationId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom("event_feedbacks")
    .where("registration_id", "=", registrationId)
    .select("registration_id")
    .executeTakeFirst();
  return row !== undefined;
}

/** What was said, without a word about who said it: not in the order in which it came. */
export const feedbackOf = (tx: Tx, eventId: string): Promise<Feedback[]> =>
  tx.db
    .selectFrom("event_feedbacks")
    .where("event_id", "=", eventId)
    .select(["useful", "take_home as takeHome", "better"])
    .orderBy(sql`md5(registration_id::text || event_id::text)`)
    .execute();
