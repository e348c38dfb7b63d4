import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Facts } from "./task.ts";

/** The usual group that one adult looks after, where a scheme says nothing. */
const USUAL_GROUP = 10;

const moment = (value: unknown): Date | null => (value ? new Date(String(value)) : null);

/**
 * What the rest of the program knows of these stays, in one statement. Minors and adults are those
 * of the flow: an adult goes with a group and not with one learner. A ticket counts while it fits the
 * days: one that arrives after the first day is none. Nobody's card is opened.
 */
export async function factsOf(tx: Tx, mobilityIds: readonly string[]): Promise<Facts[]> {
  if (mobilityIds.length === 0) return [];
  const { rows } = await sql<Facts>`
    with of as (
      select m.*, p.birth_date, p.created_at as person_since, o.application_id from mobilities m
      join persons p on p.id = m.person_id left join offers o on o.id = m.offer_id
      where m.id = any(${[...mobilityIds]}::uuid[])
    ), flock as (
      select m.flow_id, count(*)::int as minors from mobilities m join persons p on p.id = m.person_id
      where m.flow_id in (select flow_id from of) and m.state <> 'cancelled'
        and p.birth_date > m.starts - interval '18 years'
      group by m.flow_id
    ), grown as (
      select a.flow_id, count(*)::int as adults,
        count(*) filter (where u.valid_until is null or u.valid_until < f.ends)::int as unvetted
      from flow_adults a join adults u on u.id = a.adult_id join flows f on f.id = a.flow_id
      where a.flow_id in (select flow_id from of) and a.ended_at is null and u.ended_at is null
      group by a.flow_id
    )
    select m.id as "mobilityId", m.starts, m.ends, m.hosting_country as country,
      m.sending_country as "sendingCountry", m.birth_date as "birthDate",
      m.person_since as "personSince", m.flow_id as "flowId",
      case when m.company_id is not null then m.state_since end as "companySince",
      (select jsonb_build_object('nationality', t.nationality, 'issued', t.issued, 'expires', t.expires)
        from travel_papers t where t.person_id = m.person_id and t.used limit 1) as papers,
      (select jsonb_build_object('state', a.state, 'since', a.state_since) from agreements a
        where a.mobility_id = m.id and a.state <> 'withdrawn'
          and a.kind in ('learning-agreement', 'staff-agreement')
          order by a.kind desc limit 1) as agreement,
      coalesce((select r.exit_needed from consent_rules r
        where r.scheme_id = m.scheme_id and r.country = m.sending_country), 'ask') as "exitNeeded",
      coalesce((select e.state from exit_authorisations e
        where e.application_id = m.application_id), 'needed') as "exitState",
      coalesce(flock.minors, (m.birth_date > m.starts - interval '18 years')::int) as minors,
      coalesce(grown.adults, 0) as adults, coalesce(grown.unvetted, 0) as "adultsUnvetted",
      coalesce((select r.minors_per_adult from preparation_rules r
        where r.scheme_id = m.scheme_id), ${USUAL_GROUP})::int as "minorsPerAdult",
      exists (select from journey_people j where j.mobility_id = m.id and j.left_at is null
        and j.direction = 'there' and (select max(l.arrives)::date from journey_legs l
          where l.journey_id = j.journey_id) <= m.starts) as there,
      exists (select from journey_people j where j.mobility_id = m.id and j.left_at is null
        and j.direction = 'home' and (select min(l.departs)::date from journey_legs l
          where l.journey_id = j.journey_id) >= m.ends) as home,
      exists (select from bed_stays b where b.mobility_id = m.id and b.ended_at is null
        and b.starts <= m.starts and b.ends >= m.ends) as bed,
      exists (select from medical_cards c where c.mobility_id = m.id and c.deleted_at is null) as card,
      coalesce((select jsonb_agg(jsonb_build_object('kind', k, 'starts', i.starts, 'ends', i.ends))
        from ref.policies_of(w) i, unnest(i.kinds) k), '[]') as insured,
      ref.away_from(w) as "awayFrom", ref.away_until(w) as "awayUntil"
    from of m join mobilities w on w.id = m.id left join flock on flock.flow_id = m.flow_id left join grown on grown.flow_id = m.flow_id`.execute(
    tx.db,
  );
  // Moments inside JSON come as text.
  return rows.map((row) => ({
    ...row,
    agreement: row.agreement && {
      ...row.agreement,
      since: moment(row.agreement.since) ?? row.personSince,
    },
  }));
}
