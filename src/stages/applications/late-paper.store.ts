import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

/** Whether the committee has decided a call's order: from then on nobody joins it. */
export async function isBeingDecided(tx: Tx, callId: string): Promise<boolean> {
  const { rows } = await sql<{ decided: boolean }>`
    select exists (select from selections s where s.call_id = ${callId}
      and s.state in ('decided', 'provisional', 'final')) as decided`.execute(tx.db);
  return rows[0]?.decided ?? false;
}
