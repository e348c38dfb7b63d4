import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { TargetFacts } from "./target.rules.ts";

/** A call's places, those of the line's other calls, who goes or went beside them, and the target. */
export async function targetFacts(tx: Tx, callId: string): Promise<TargetFacts | undefined> {
  const seats = (calls: ReturnType<typeof sql>) => sql`(select coalesce(sum(p.seats), 0)::int
    from flows f join places p on p.flow_id = f.id join calls o on o.id = f.call_id
    where o.line_id = c.line_id and f.state = 'open' and ${calls})`;
  const { rows } = await sql<TargetFacts>`
    select l.target, l.counted, ${seats(sql`o.id = c.id`)} as seats,
      ${seats(sql`o.id <> c.id and o.state in ('open', 'closed')`)}
        + (select count(*)::int from mobilities m left join flows g on g.id = m.flow_id
            left join calls o on o.id = g.call_id
          where m.line_id = c.line_id and m.state <> 'cancelled' and o.id is distinct from c.id
            and o.state is distinct from 'open' and o.state is distinct from 'closed') as others
    from calls c join activity_lines l on l.id = c.line_id where c.id = ${callId}`.execute(tx.db);
  return rows[0];
}
