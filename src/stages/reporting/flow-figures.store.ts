import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

export type FlowFigures = {
  /** People by their best rank for it, flows merged into it included: first wish first. */
  readonly wishes: readonly { readonly rank: number; readonly people: number }[];
  /** Placed by the newest computed or published run; null before any. */
  readonly placed: number | null;
  readonly runNumber: number | null;
  readonly runState: string | null;
  /** The flow ended after that run was frozen, so the run no longer matches. */
  readonly runOutOfDate: boolean;
  readonly people: readonly {
    readonly personId: string;
    readonly givenNames: string;
    readonly familyName: string;
    readonly state: string;
  }[];
};

/** One statement; the caller has loaded the flow through the actor. */
export async function flowFigures(tx: Tx, id: string): Promise<FlowFigures> {
  const { rows } = await sql<FlowFigures>`
    select
      coalesce((select jsonb_agg(jsonb_build_object('rank', w.rank, 'people', w.people)
          order by w.rank)
        from (select b.rank, count(*) as people
          from (select min(w.rank) as rank from wishes w
            join applications a on a.id = w.application_id and a.state = 'submitted'
            where w.flow_id in (
              with recursive joined as (select f.id
                union select x.id from flows x join joined j on x.merged_into = j.id)
              select id from joined)
            group by a.id) b
          group by b.rank) w), '[]') as wishes,
      (select count(*) from run_applicants ra join places p on p.id = ra.place_id
        where ra.run_id = r.id and p.flow_id = f.id
        having r.id is not null) as placed,
      r.number as "runNumber", r.state as "runState",
      coalesce(r.state = 'computed' and exists (select from event_log e
        where e.subject_id = f.id and e.name in ('flow.cancelled', 'flow.merged')
        and e.at > r.frozen_at), false) as "runOutOfDate",
      coalesce((select jsonb_agg(jsonb_build_object('personId', p.id, 'givenNames', p.given_names,
          'familyName', p.family_name, 'state', o.state) order by p.family_name, p.given_names)
        from offers o
        join places pl on pl.id = o.place_id and pl.flow_id = f.id
        join applications a on a.id = o.application_id
        join persons p on p.id = a.person_id
        where o.state in ('offered', 'wished', 'accepted')), '[]') as people
    from flows f
    left join lateral (select id, number, state, frozen_at from allocation_runs
      where call_id = f.call_id and state in ('computed', 'published')
      order by number desc limit 1) r on true
    where f.id = ${id}`.execute(tx.db);
  return rows[0]!;
}
