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

/** Any number that no other lock of the program uses; people share so many locks between them. */
const LOCKS = 4_711;
const BUCKETS = 1_024;

/**
 * Whoever holds this is alone with the days of these people until the transaction ends: of two who
 * plan journeys of one person at once the second reads what the first has written. Not the rows of
 * the people, which others hold in another order; and of thousands in one file not a lock each.
 */
export async function lockDays(tx: Tx, personIds: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCKS}::int, b.bucket) from (
    select distinct (abs(hashtext(id)::bigint) % ${BUCKETS}::bigint)::int as bucket
    from unnest(${[...new Set(personIds)]}::text[]) as id order by 1) b`.execute(tx.db);
}

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
