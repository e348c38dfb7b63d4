import { type RawBuilder, sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { HOME } from "./mobility.rules.ts";
import type { ListedStay, StayFilter, StaySort } from "./stay-list.ts";

/** A country partner sees the stays of its own country's people, and nobody else's. */
const ownOnly = (tx: Tx): RawBuilder<boolean> => {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return seen === null
    ? sql<boolean>`true`
    : sql<boolean>`m.sending_country = any(${[...seen]}::text[])`;
};

const is = (column: string, value: string | undefined): RawBuilder<boolean> =>
  value ? sql<boolean>`${sql.ref(column)} = ${value}` : sql<boolean>`true`;

/** What a whole word of the filter stands for: several states that a reader would call one. */
const stateIs = (states: readonly string[]): RawBuilder<boolean> =>
  states.length > 0 ? sql<boolean>`m.state = any(${[...states]}::text[])` : sql<boolean>`true`;

/** Whoever still leaves or is away, soonest first; then those whose stay is over, the last first. */
function soonest(): RawBuilder<unknown> {
  const over = [...HOME, "cancelled"];
  return sql`m.state = any(${over}::text[]), case when m.state = any(${over}::text[])
    then date '2100-01-01' - m.starts else m.starts - date '2000-01-01' end`;
}

const SORTED: Readonly<Record<Exclude<StaySort, "next">, RawBuilder<unknown>>> = {
  starts: sql`m.starts`,
  since: sql`m.state_since`,
  name: sql`p.family_name || ' ' || p.given_names`,
  city: sql`m.hosting_city`,
};

/** One page of the stays and how many there are in all, in one statement. */
export async function searchStays(
  tx: Tx,
  from: StayFilter & { readonly states: readonly string[] },
): Promise<{ rows: ListedStay[]; total: number }> {
  const byText = from.sort === "name" || from.sort === "city";
  const { rows } = await sql<ListedStay & { total: number }>`
    select m.id, m.reference, m.state, m.state_since as "since", m.starts, m.ends, m.mode,
      m.hosting_city as "city", m.hosting_country as "country",
      m.sending_country as "sendingCountry",
      p.id as "personId", p.given_names as "givenNames", p.family_name as "familyName",
      s.name as "school", c.name as "company", f.code as "flow", l.code as "line",
      count(*) over ()::int as total
    from mobilities m
    join persons p on p.id = m.person_id
    join organisations s on s.id = m.sending_organisation_id
    join activity_lines l on l.id = m.line_id
    left join organisations c on c.id = m.company_id
    left join flows f on f.id = m.flow_id
    where ${ownOnly(tx)} and ${stateIs(from.states)}
      and ${is("l.code", from.line)} and ${is("m.sending_country", from.sendingCountry)}
      and ${is("m.hosting_city", from.city)}
      and ${from.flowId ? sql<boolean>`m.flow_id = ${from.flowId}::uuid` : sql<boolean>`true`}
      and ${
        from.text
          ? sql<boolean>`(strpos(p.folded, ref.fold(${from.text})) > 0
              or strpos(lower(m.reference), lower(${from.text})) > 0)`
          : sql<boolean>`true`
      }
    order by ${from.sort === "next" ? soonest() : SORTED[from.sort]} ${byText ? sql`collate ${sql.id(from.collation)}` : sql``}
      ${from.descending ? sql`desc` : sql`asc`}, m.id
    ${from.limit === undefined ? sql`` : sql`limit ${from.limit} offset ${from.offset ?? 0}`}`.execute(
    tx.db,
  );
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** The cities of the stays the actor sees. */
export async function stayCities(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ city: string }>`
    select distinct m.hosting_city as city from mobilities m where ${ownOnly(tx)}`.execute(tx.db);
  return rows.map(({ city }) => city);
}
