import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import { BEFORE_DEPARTURE, NOT_HOME } from "../mobilities/mobility.rules.ts";
import { countriesOf } from "./preparation.policy.ts";

const ofCountries = (tx: Tx, column = "m.sending_country") => {
  const seen = countriesOf(tx.actor);
  return seen === null ? sql`true` : sql`${sql.ref(column)} = any(${[...seen]}::text[])`;
};

export type Arrival = {
  readonly journeyId: string;
  readonly direction: "there" | "home";
  readonly reference: string;
  readonly metBy: string;
  readonly carrier: string;
  readonly number: string;
  readonly place: string;
  /** On the clock of the place, `YYYY-MM-DDTHH:MM`. */
  readonly at: string;
  readonly city: string;
  readonly flowId: string;
  readonly flow: string;
  readonly people: readonly {
    readonly mobilityId: string;
    readonly name: string;
    readonly room: string | null;
    readonly company: string | null;
    /** That there is a card about food and health, never what it says. */
    readonly card: boolean;
    /** A task still asks for one. */
    readonly cardWanted: boolean;
  }[];
};

/** Who comes, or leaves for home, on these days: with whom, where they sleep, who meets them. */
export async function arrivalsBetween(tx: Tx, from: Day, to: Day): Promise<Arrival[]> {
  const { rows } = await sql<Arrival>`
    with ends as (
      select j.id, j.direction, j.reference, j.met_by, j.flow_id,
        case when j.direction = 'there' then l.arrives else f.departs end as at,
        case when j.direction = 'there' then l.to_place else f.from_place end as place,
        case when j.direction = 'there' then l.carrier else f.carrier end as carrier,
        case when j.direction = 'there' then l.number else f.number end as number
      from journeys j
      join lateral (select * from journey_legs x where x.journey_id = j.id order by x.position desc limit 1) l on true
      join lateral (select * from journey_legs x where x.journey_id = j.id order by x.position limit 1) f on true
      where j.ended_at is null
    )
    select e.id as "journeyId", e.direction, e.reference, e.met_by as "metBy", e.carrier, e.number,
      e.place, to_char(e.at, 'YYYY-MM-DD"T"HH24:MI') as at, w.city, w.id as "flowId", w.code as flow,
      jsonb_agg(jsonb_build_object('mobilityId', m.id, 'name', p.given_names || ' ' || p.family_name,
        'room', b.room, 'company', c.name, 'card', k.mobility_id is not null,
        'cardWanted', k.mobility_id is null and exists (select from stay_tasks s
          where s.mobility_id = m.id and s.code = 'medical-card' and s.state in ('open', 'sent-back')))
        order by p.family_name, p.given_names, m.id) as people
    from ends e join flows w on w.id = e.flow_id
      join journey_people x on x.journey_id = e.id and x.left_at is null
      join mobilities m on m.id = x.mobility_id and m.state <> 'cancelled'
      join persons p on p.id = m.person_id
      left join organisations c on c.id = m.company_id
      left join bed_stays b on b.mobility_id = m.id and b.ended_at is null
      left join medical_cards k on k.mobility_id = m.id and k.deleted_at is null
    where e.at >= ${from}::date and e.at < ${to}::date + 1 and ${ofCountries(tx)}
    group by e.id, e.direction, e.reference, e.met_by, e.carrier, e.number, e.place, e.at, w.id, w.city, w.code
    order by e.at, e.id`.execute(tx.db);
  return rows;
}

/** The first day from today on with somebody arriving or leaving; null where nothing is booked. */
export async function nextArrival(tx: Tx, today: Day): Promise<Day | null> {
  const { rows } = await sql<{ day: Day | null }>`
    select min(l.arrives)::date as day from journey_legs l join journeys j on j.id = l.journey_id
      join journey_people x on x.journey_id = j.id and x.left_at is null
      join mobilities m on m.id = x.mobility_id and m.state <> 'cancelled'
    where j.ended_at is null and l.arrives >= ${today}::date and ${ofCountries(tx)}`.execute(tx.db);
  return rows[0]?.day ?? null;
}

export type BoardFlow = {
  readonly flowId: string | null;
  readonly flow: string | null;
  readonly city: string;
  readonly country: string;
  readonly sendingCountry: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly people: number;
  readonly ready: number;
  /** Who it is where no flow gives them a name; otherwise null. */
  readonly names: readonly string[] | null;
};

/** Stays by city and flow that are not over, in the order of their first days. */
export async function boardFlows(tx: Tx, from: Day, to: Day): Promise<BoardFlow[]> {
  const { rows } = await sql<BoardFlow>`
    select m.flow_id as "flowId", f.code as flow, m.hosting_city as city, m.hosting_country as country,
      m.sending_country as "sendingCountry", min(m.starts) as starts, max(m.ends) as ends,
      count(*)::int as people,
      count(*) filter (where m.state in ('ready', 'in-progress', 'interrupted', 'extended'))::int as ready,
      case when m.flow_id is null then array_agg(p.given_names || ' ' || p.family_name
        order by p.family_name, p.given_names, m.id) end as names
    from mobilities m join persons p on p.id = m.person_id left join flows f on f.id = m.flow_id
    where m.state = any(${[...NOT_HOME]}::text[])
      and m.ends >= ${from}
      and m.starts <= ${to} and ${ofCountries(tx)}
    group by m.flow_id, f.code, m.hosting_city, m.hosting_country, m.sending_country,
      case when m.flow_id is null then m.starts end
    order by m.hosting_city, min(m.starts), f.code`.execute(tx.db);
  return rows;
}

/** The first day after another on which a stay begins; null where none does. */
export async function nextStay(tx: Tx, after: Day): Promise<Day | null> {
  const { rows } = await sql<{ day: Day | null }>`
    select min(m.starts) as day from mobilities m
    where m.state = any(${[...BEFORE_DEPARTURE]}::text[]) and m.starts > ${after}
      and ${ofCountries(tx)}`.execute(tx.db);
  return rows[0]?.day ?? null;
}

export type Occupied = {
  readonly kind: "room" | "company";
  readonly hostId: string;
  readonly host: string;
  readonly name: string;
  readonly city: string;
  readonly starts: Day;
  readonly ends: Day;
  /** Beds or places on these days; null for somebody who is there. */
  readonly places: number | null;
};

/** What rooms and companies have, and who is there, as rows with days; counted by week elsewhere. */
export async function occupancy(tx: Tx, from: Day, to: Day): Promise<Occupied[]> {
  const { rows } = await sql<Occupied>`
    select 'room' as kind, o.id as "hostId", o.name as host, b.name, o.city, b.starts, b.ends, b.beds::int as places
      from host_beds b join organisations o on o.id = b.organisation_id
      where b.ended_at is null and b.ends >= ${from} and b.starts <= ${to}
    union all
    select 'room', o.id, o.name, s.room, o.city, s.starts, s.ends, null
      from bed_stays s join organisations o on o.id = s.organisation_id
        join mobilities m on m.id = s.mobility_id and m.state <> 'cancelled'
      where s.ended_at is null and s.ends >= ${from} and s.starts <= ${to}
    union all
    select 'company', o.id, o.name, o.name, o.city, k.starts, k.ends, k.places::int
      from host_capacities k join organisations o on o.id = k.organisation_id
      where k.ended_at is null and k.ends >= ${from} and k.starts <= ${to}
    union all
    select 'company', o.id, o.name, o.name, o.city, m.starts, m.ends, null
      from mobilities m join organisations o on o.id = m.company_id
      where m.state not in ('cancelled', 'early-return', 'finished', 'reported', 'recognised', 'closed') and m.ends >= ${from} and m.starts <= ${to}
    order by 5, 3, 4, 6`.execute(tx.db);
  return rows;
}
