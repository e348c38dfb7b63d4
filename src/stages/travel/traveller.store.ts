import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { BookedDays, Traveller } from "./travel.ts";

export type SelectedTraveller = Traveller & {
  readonly countries: readonly string[];
  /** Days at the border of the journeys that are booked for the mobility asked about. */
  readonly booked: BookedDays;
};

/**
 * Somebody with papers, declared stays and every journey, on the days it took where they are known.
 * A virtual mobility leaves the person at home and a cancelled one did not happen.
 * @param countries those the reader may see people of; null: all
 * @param but a mobility that is asked about itself and does not stand in its own way
 */
export async function selectTraveller(
  tx: Tx,
  personId: string,
  countries: readonly string[] | null,
  but: string | null = null,
): Promise<SelectedTraveller | undefined> {
  const [found] = isUuid(personId) ? await selectTravellers(tx, [personId], countries, but) : [];
  return found;
}

/** The same for many at once, in one statement. */
export async function selectTravellers(
  tx: Tx,
  personIds: readonly string[],
  countries: readonly string[] | null,
  but: string | null = null,
): Promise<readonly SelectedTraveller[]> {
  if (personIds.length === 0) return [];
  const seen = countries
    ? sql`(p.country = any(${[...countries]}::text[]) or exists (select from applications a
        where a.person_id = p.id and a.sending_country = any(${[...countries]}::text[])))`
    : sql`true`;
  const { rows } = await sql<SelectedTraveller>`
    select p.id as "personId", p.given_names as "givenNames", p.family_name as "familyName", p.country,
      array(select p.country union select a.sending_country from applications a
        where a.person_id = p.id) as countries,
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'nationality', t.nationality,
          'passport', t.passport, 'issuer', t.issuer, 'issued', t.issued, 'expires', t.expires,
          'used', t.used, 'hasNumber', t.has_number) order by t.used desc, t.expires desc, t.id)
        from travel_papers t where t.person_id = p.id), '[]') as papers,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'entry', s.entry, 'exit', s.exit,
          'permit', s.permit) order by s.entry, s.id)
        from declared_stays s where s.person_id = p.id), '[]') as declared,
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'reference', m.reference,
          'city', m.hosting_city, 'country', m.hosting_country, 'state', m.state,
          'minimumDays', ref.least_days(m), 'maximumDays', l.maximum_days,
          'interruptionDays', m.interruption_days,
          'starts', coalesce(m.actual_starts, m.starts),
          'ends', greatest(coalesce(m.actual_ends, m.ends), coalesce(m.actual_starts, m.starts)),
          'entry', ref.entry_day(m), 'exit', ref.exit_day(m))
          order by m.starts, m.id)
        from mobilities m join activity_lines l on l.id = m.line_id where m.person_id = p.id and m.state <> 'cancelled'
          and m.mode <> 'virtual' and m.id is distinct from ${but}::uuid), '[]') as journeys,
      jsonb_build_object('there', ref.border_day(${but}::uuid, 'there'),
        'home', ref.border_day(${but}::uuid, 'home')) as booked
    from persons p where p.id = any(${[...personIds]}::uuid[]) and p.merged_into is null and ${seen}`.execute(
    tx.db,
  );
  return rows;
}
