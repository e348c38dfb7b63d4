import { type RawBuilder, sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { BoardLine, BoardPerson, CountryCounts, Standing } from "./board.ts";

const seenBy = (tx: Tx): readonly string[] | null =>
  tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;

/** A country partner's figures are of its own country, cut before anything is counted. */
const ownOnly = (tx: Tx, column: string): RawBuilder<boolean> => {
  const seen = seenBy(tx);
  return seen === null
    ? sql<boolean>`true`
    : sql<boolean>`${sql.ref(column)} = any(${[...seen]}::text[])`;
};

/**
 * Everything that counts towards a line, one row a person and step. An accepted offer is a mobility
 * already; a person who waits in a call that was decided waits for nothing any more.
 */
const steps = (tx: Tx) => sql`
  select m.line_id, m.person_id, m.sending_country as country,
    case when m.state in ('matched', 'preparing', 'ready', 'on-hold') then 'planned'
      when m.state in ('interrupted', 'extended', 'early-return') then 'in-progress'
      when m.state in ('reported', 'recognised', 'closed') then 'finished'
      else m.state end as standing,
    m.hosting_city as city, m.hosting_country, m.starts, m.ends, m.reference,
    m.sending_organisation_id as organisation_id, m.id as step_id, m.id as mobility_id
  from mobilities m
  join activity_lines al on al.id = m.line_id and (m.mode <> 'virtual' or al.online_counts)
  where m.state <> 'cancelled' and ${ownOnly(tx, "m.sending_country")}
  union all
  select c.line_id, a.person_id, a.sending_country, 'offered', f.city, f.country, f.starts, f.ends,
    f.code, a.organisation_id, o.id, null::uuid
  from offers o
  join applications a on a.id = o.application_id
  join calls c on c.id = o.call_id
  join places p on p.id = o.place_id
  join flows f on f.id = p.flow_id
  where o.state in ('offered', 'wished') and ${ownOnly(tx, "a.sending_country")}
  union all
  select c.line_id, a.person_id, a.sending_country, 'waiting', null, null, null, null, null,
    a.organisation_id, a.id, null::uuid
  from applications a
  join calls c on c.id = a.call_id
  where a.state = 'submitted' and c.state in ('open', 'closed')
    and ${ownOnly(tx, "a.sending_country")}`;

/**
 * A meeting of twenty people is one: people who were in the same city on the same days. It is as far
 * as the furthest of them, so that one late report does not keep a held meeting open.
 */
const unit = sql`case when l.counted = 'meetings' and s.city is not null
  then s.city || ' ' || s.starts || ' ' || s.ends else s.step_id::text end`;
const furthest = sql`max(array_position(
  array['waiting', 'offered', 'planned', 'in-progress', 'finished'], s.standing))`;
const figures = sql`
  count(*) filter (where u.far = 1) as "waiting",
  count(*) filter (where u.far = 2) as "offered",
  count(*) filter (where u.far = 3) as "planned",
  count(*) filter (where u.far = 4) as "in-progress",
  count(*) filter (where u.far = 5) as "finished"`;

type Figures = Record<Standing, number>;
const countsOf = (row: Figures): Figures => ({
  waiting: row.waiting,
  offered: row.offered,
  planned: row.planned,
  "in-progress": row["in-progress"],
  finished: row.finished,
});

export async function boardLines(tx: Tx): Promise<BoardLine[]> {
  const { rows } = await sql<Omit<BoardLine, "counts"> & Figures>`
    with steps as (${steps(tx)}),
    units as (
      select s.line_id, ${unit} as unit, ${furthest} as far
      from steps s join activity_lines l on l.id = s.line_id group by 1, 2)
    select l.id, l.code, l.name, l.audience, l.counted, l.target, u.*,
      (select count(*)::int from mobilities m where m.line_id = l.id and m.mode = 'virtual'
        and not l.online_counts and m.state <> 'cancelled'
        and ${ownOnly(tx, "m.sending_country")}) as beside
    from activity_lines l
    cross join lateral (select ${figures} from units u where u.line_id = l.id) u
    order by l.position`.execute(tx.db);
  return rows.map(({ id, code, name, audience, counted, target, beside, ...row }) => ({
    id,
    code,
    name,
    audience,
    counted,
    target,
    beside,
    counts: countsOf(row),
  }));
}

/** One line by sending country; countries without anybody are rows of noughts. */
export async function lineCountries(tx: Tx, lineId: string): Promise<CountryCounts[]> {
  const { rows } = await sql<{ country: string } & Figures>`
    with steps as (${steps(tx)}),
    units as (
      select s.country, ${unit} as unit, ${furthest} as far
      from steps s join activity_lines l on l.id = s.line_id
      where s.line_id = ${lineId} group by 1, 2),
    countries as (
      select c.country, c.position from scheme_countries c where ${ownOnly(tx, "c.country")}
      union
      select distinct u.country, 1000 from units u
      where not exists (select from scheme_countries c where c.country = u.country))
    select c.country, u.*
    from countries c
    cross join lateral (select ${figures} from units u where u.country = c.country) u
    order by c.position, c.country`.execute(tx.db);
  return rows.map(({ country, ...row }) => ({ country, counts: countsOf(row) }));
}

/** The people behind the figures of a line and country, and how many there are in all. */
export async function linePeople(
  tx: Tx,
  from: {
    readonly lineId: string;
    readonly country: string;
    readonly standing: Standing | null;
    readonly collation: string;
    readonly limit: number | null;
    readonly offset: number;
  },
): Promise<{ rows: BoardPerson[]; total: number }> {
  const { rows } = await sql<BoardPerson & { total: number }>`
    with steps as (${steps(tx)})
    select p.id as "personId", s.mobility_id as "mobilityId", p.given_names as "givenNames", p.family_name as "familyName",
      s.standing, s.city, s.hosting_country as "hostingCountry", s.starts, s.ends,
      o.name as organisation, s.reference, count(*) over () as total
    from steps s
    join persons p on p.id = s.person_id
    join organisations o on o.id = s.organisation_id
    where s.line_id = ${from.lineId} and s.country = ${from.country}
      and (${from.standing}::text is null or s.standing = ${from.standing})
    order by p.family_name collate ${sql.id(from.collation)},
      p.given_names collate ${sql.id(from.collation)}, s.step_id
    limit ${from.limit} offset ${from.offset}`.execute(tx.db);
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}
