import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";

export type OrganisationFigures = {
  readonly partner: { readonly id: string; readonly name: string } | null;
  readonly applicants: number;
  readonly sent: number;
  readonly hosted: number;
  readonly schools: readonly {
    readonly id: string;
    readonly name: string;
    readonly city: string;
    readonly applicants: number;
  }[];
  readonly flows: readonly {
    readonly id: string;
    readonly code: string;
    readonly sendingCountry: string;
    readonly city: string;
    readonly starts: Day;
    readonly ends: Day;
    readonly seats: number;
  }[];
};

/** One statement; `sent` counts people of the organisation's own schools as well. */
export async function organisationFigures(tx: Tx, id: string): Promise<OrganisationFigures> {
  const countries = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const seen = countries === null ? null : [...countries];
  const { rows } = await sql<OrganisationFigures>`
    with own as (
      select id from organisations where id = ${id}
      union select id from organisations where sending_partner_id = ${id})
    select
      (select jsonb_build_object('id', p.id, 'name', p.name) from organisations o
        join organisations p on p.id = o.sending_partner_id where o.id = ${id}) as partner,
      (select count(*) from applications a where a.organisation_id in (select id from own)
        and a.state = 'submitted'
        and (${seen}::text[] is null or a.sending_country = any(${seen}))) as applicants,
      (select count(*) from mobilities m where m.sending_organisation_id in (select id from own)
        and m.state <> 'cancelled'
        and (${seen}::text[] is null or m.sending_country = any(${seen}))) as sent,
      (select count(*) from mobilities m where m.hosting_organisation_id = ${id}
        and m.state <> 'cancelled'
        and (${seen}::text[] is null or m.sending_country = any(${seen}))) as hosted,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'city', s.city,
          'applicants', (select count(*) from applications a where a.organisation_id = s.id
            and a.state = 'submitted')) order by s.name)
        from organisations s where s.sending_partner_id = ${id}
        and (${seen}::text[] is null or s.country = any(${seen}))), '[]') as schools,
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'code', f.code,
          'sendingCountry', f.sending_country, 'city', f.city, 'starts', f.starts, 'ends', f.ends,
          'seats', (select coalesce(sum(p.seats), 0) from places p where p.flow_id = f.id))
          order by f.starts, f.code)
        from flows f where f.hosting_organisation_id = ${id} and f.state = 'open'
        and (${seen}::text[] is null or f.sending_country = any(${seen}))), '[]') as flows
  `.execute(tx.db);
  return rows[0]!;
}
