import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";

/** What a call says about itself in public; nothing here counts people. */
export type PublicCall = {
  readonly id: string;
  readonly number: number;
  readonly title: Readonly<Record<string, string>>;
  readonly state: "open" | "closed" | "published";
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly decideBy: Day;
  readonly answerBy: Date;
  readonly minimumAge: number;
  readonly maximumAge: number;
  readonly seats: number;
  readonly cities: readonly string[];
  /** Countries whose schools the call is for. */
  readonly countries: readonly string[];
  readonly starts: Day | null;
  readonly ends: Day | null;
  /** The published run, for its public page. */
  readonly runId: string | null;
};

export async function publicCalls(tx: Tx): Promise<PublicCall[]> {
  const { rows } = await sql<PublicCall>`
    select c.id, c.number, c.title, c.state, c.opens_at as "opensAt", c.closes_at as "closesAt", c.decide_by as "decideBy",
      c.answer_by as "answerBy", c.minimum_age as "minimumAge", c.maximum_age as "maximumAge",
      f.seats, f.cities, f.countries, f.starts, f.ends, r.id as "runId"
    from calls c
    cross join lateral (select coalesce(sum(n.seats), 0) as seats,
        coalesce(jsonb_agg(distinct f.city), '[]') as cities,
        coalesce(jsonb_agg(distinct f.sending_country), '[]') as countries, min(f.starts) as starts,
        max(f.ends) as ends
      from flows f
      cross join lateral (select sum(p.seats) as seats from places p where p.flow_id = f.id) n
      where f.call_id = c.id and f.state = 'open') f
    left join allocation_runs r on r.call_id = c.id and r.state = 'published'
    where c.state <> 'draft'
    order by c.number desc`.execute(tx.db);
  return rows;
}
