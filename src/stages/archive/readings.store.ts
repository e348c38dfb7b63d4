import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

/** Stays of which something was told in confidence: what they need, or why they are shorter. */
export async function staysInConfidence(
  tx: Tx,
): Promise<{ readonly needs: readonly string[]; readonly shorter: readonly string[] }> {
  const { rows } = await sql<{ needs: string[]; shorter: string[] }>`
    select coalesce((select array_agg(distinct mobility_id order by mobility_id) from stay_needs), '{}') as needs,
      coalesce((select array_agg(distinct mobility_id order by mobility_id) from shorter_stays), '{}') as shorter`.execute(
    tx.db,
  );
  return rows[0] ?? { needs: [], shorter: [] };
}
