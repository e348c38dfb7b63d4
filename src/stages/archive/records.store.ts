import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { LineRecord, StayRecord } from "./archive.ts";
import { rowsOf } from "./rows.store.ts";

/** From the day somebody is home on, as the board counts. */
const FINISHED = "('finished', 'reported', 'recognised', 'closed')";

export async function linesWithFigures(tx: Tx): Promise<LineRecord[]> {
  const { rows } = await sql<LineRecord>`
    select l.id, l.code, l.name, l.target,
      (select count(*) from mobilities m where m.line_id = l.id and m.state in ${sql.raw(FINISHED)}) as finished
    from activity_lines l order by l.position, l.code collate "C"`.execute(tx.db);
  return rows;
}

/** The stays of one line with who, where and how long; those that counted first. */
export const staysOfLine = (tx: Tx, lineId: string): AsyncIterable<readonly StayRecord[]> =>
  rowsOf<StayRecord>(
    tx,
    `select p.family_name || ', ' || p.given_names as person, m.state,
       coalesce(m.actual_starts, m.starts) as starts, coalesce(m.actual_ends, m.ends) as ends,
       coalesce(m.actual_ends, m.ends) - coalesce(m.actual_starts, m.starts) + 1 - m.interruption_days as days,
       coalesce(c.name, h.name) as host, m.hosting_city as city, m.hosting_country as country,
       s.name as sending, m.reference
     from mobilities m
     join persons p on p.id = m.person_id
     join organisations s on s.id = m.sending_organisation_id
     left join organisations h on h.id = m.hosting_organisation_id
     left join organisations c on c.id = m.company_id
     where m.line_id = '${lineId}'
     order by m.state not in ${FINISHED}, p.family_name collate "C", p.given_names collate "C", m.id`,
  );
