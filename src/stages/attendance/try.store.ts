import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

/** Counts a wrong ticket of a network at an event; what is older than `since` begins anew. */
export async function countTry(
  tx: Tx,
  of: { readonly eventId: string; readonly client: string; readonly since: Date },
): Promise<void> {
  await tx.db
    .insertInto("event_check_in_tries")
    .values({
      scheme_id: tx.actor.schemeId!,
      event_id: of.eventId,
      client_hash: of.client,
      failed: 1,
      first_failed_at: tx.now,
    })
    .onConflict((c) =>
      c.columns(["event_id", "client_hash"]).doUpdateSet({
        failed: sql`case when event_check_in_tries.first_failed_at > ${of.since}
          then least(event_check_in_tries.failed + 1, 1000) else 1 end`,
        first_failed_at: sql`case when event_check_in_tries.first_failed_at > ${of.since}
          then event_check_in_tries.first_failed_at else excluded.first_failed_at end`,
      }),
    )
    .execute();
}

export async function triesOf(
  tx: Tx,
  of: { readonly eventId: string; readonly client: string; readonly since: Date },
): Promise<number> {
  const row = await tx.db
    .selectFrom("event_check_in_tries")
    .where("event_id", "=", of.eventId)
    .where("client_hash", "=", of.client)
    .where("first_failed_at", ">", of.since)
    .select("failed")
    .executeTakeFirst();
  return row?.failed ?? 0;
}

export async function forgetTries(tx: Tx, since: Date): Promise<void> {
  await tx.db.deleteFrom("event_check_in_tries").where("first_failed_at", "<", since).execute();
}
