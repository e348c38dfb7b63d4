import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

export async function needReadings(
  tx: Tx,
  applicationId: string,
): Promise<{ at: Date; reason: "matching" | "opened" }[]> {
  const { rows } = await sql<{ at: Date; reason: "matching" | "opened" }>`
    select e.at, e.data->>'reason' as reason
    from offers o join mobilities m on m.offer_id = o.id
      join event_log e on e.subject_id = m.id and e.name = 'mobility.needs-read'
    where o.application_id = ${applicationId}
    order by e.id`.execute(tx.db);
  return rows;
}
