import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";

export type PersonJourney = {
  readonly id: string;
  readonly personId: string;
  readonly city: string;
  readonly starts: Day;
  readonly ends: Day;
};

/**
 * Every mobility of these people, whoever may see it, on the days it took where they are known. A
 * virtual one leaves the person at home and a cancelled one did not happen.
 */
export async function journeysOf(tx: Tx, personIds: readonly string[]): Promise<PersonJourney[]> {
  if (personIds.length === 0) return [];
  const { rows } = await sql<PersonJourney>`
    select m.id, m.person_id as "personId", m.hosting_city as city,
      coalesce(m.actual_starts, m.starts) as starts,
      greatest(coalesce(m.actual_ends, m.ends), coalesce(m.actual_starts, m.starts)) as ends
    from mobilities m
    where m.person_id = any(${[...new Set(personIds)]}::uuid[]) and m.state <> 'cancelled'
      and m.mode <> 'virtual'
    order by m.starts, m.id`.execute(tx.db);
  return rows;
}
