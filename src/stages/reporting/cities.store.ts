import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";

/** A group of a call that goes to a city. */
export type CityStay = {
  readonly callNumber: number;
  readonly callTitle: Readonly<Record<string, string>>;
  readonly callState: "open" | "closed" | "published";
  readonly sendingCountry: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly seats: number;
  /** Trades with places of their own; empty where every trade is welcome. */
  readonly trades: readonly string[];
  /** Whether an adult who travels with the group is named already. */
  readonly accompanied: boolean;
};

export type CityHost = { readonly name: string; readonly website: string | null };

export type HostingCity = {
  readonly city: string;
  readonly country: string;
  readonly hosts: readonly CityHost[];
  readonly stays: readonly CityStay[];
  /** Trades that at least ten people learned here; fewer would point at somebody. */
  readonly tradesSeen: readonly string[];
};

/** A smaller group is not shown to everybody. */
const FEWEST = 10;

/** Cities of every call past the draft, in one statement. */
export async function hostingCities(tx: Tx): Promise<HostingCity[]> {
  const { rows } = await sql<HostingCity>`
    select f.city, f.country,
      coalesce(jsonb_agg(distinct jsonb_build_object('name', o.name, 'website', o.website)), '[]') as hosts,
      jsonb_agg(jsonb_build_object('callNumber', c.number, 'callTitle', c.title,
          'callState', c.state, 'sendingCountry', f.sending_country, 'starts', f.starts,
          'ends', f.ends, 'accompanied', f.leader is not null,
          'seats', (select coalesce(sum(p.seats), 0) from places p where p.flow_id = f.id),
          'trades', (select coalesce(jsonb_agg(p.trade order by p.trade), '[]') from places p
            where p.flow_id = f.id and p.trade is not null))
        order by f.starts desc, f.sending_country, f.code) as stays,
      coalesce((select jsonb_agg(t.trade order by t.trade) from (
          select a.trade from mobilities m
          join offers w on w.id = m.offer_id
          join applications a on a.id = w.application_id
          where m.hosting_city = f.city and m.hosting_country = f.country
            and m.state <> 'cancelled' and a.trade is not null
          group by a.trade having count(distinct m.person_id) >= ${FEWEST}) t), '[]') as "tradesSeen"
    from flows f
    join calls c on c.id = f.call_id and c.state <> 'draft'
    join organisations o on o.id = f.hosting_organisation_id
    where f.state = 'open'
    group by f.city, f.country
    order by f.city, f.country`.execute(tx.db);
  return rows;
}
