import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

/** Two who confirm the same event at one moment do it one after the other. */
export async function lockCounting(tx: Tx, eventId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`event counted ${eventId}`}, 0))`.execute(
    tx.db,
  );
}
