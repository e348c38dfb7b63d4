import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { type Locale, localeFacts } from "../../platform/i18n/index.ts";
import type { Found, SearchReach, Sought } from "./search.ts";

/** Of each kind; whoever wants more narrows the words or opens the list. */
export const SHOWN = 10;

/** `like` treats three letters as its own; a person who types them means them. */
const literally = (text: string): string => text.replace(/[\\%_]/g, (letter) => `\\${letter}`);

type FoundByName = Omit<Found, "resources" | "resourcesTotal">;

/**
 * Everything that holds all the words, or has the code, in one statement. Keys of names are stored,
 * the few hundred organisations, flows and calls are folded as they are read.
 */
export async function selectFound(
  tx: Tx,
  sought: Sought,
  reach: SearchReach,
  locale: Locale,
): Promise<FoundByName> {
  const collation = sql`collate ${sql.id(localeFacts(locale).collation)}`;
  const all = sought.words.map((word) => `%${literally(word)}%`);
  const holds = (key: RawBuilder<unknown>) => sql`${key} like all(${all}::text[])`;
  const isCode = (column: string) =>
    sql`translate(upper(${sql.ref(column)}), '- /', '') = ${sought.code}`;
  const begins = `${literally(sought.words[0] ?? "")}%`;
  const countries = reach.countries === null ? null : [...reach.countries];
  const schools = [...reach.schools];
  const ofCountry = (column: string) =>
    sql`(${countries}::text[] is null or ${sql.ref(column)} = any(${countries}))`;
  const ofApplication = sql`(${ofCountry("a.sending_country")} or a.organisation_id = any(${schools}::uuid[]))`;
  const people = sql`
    select p.id, p.given_names, p.family_name, p.country, p.birth_date,
      (p.folded like ${begins} or p.folded like '% ' || ${begins}) as first
    from persons p
    where p.merged_into is null
      and (${holds(sql`p.folded`)} or lower(p.email) = ${sought.email}
        or exists (select from applications a where a.person_id = p.id and ${isCode("a.code")})
        or exists (select from mobilities m where m.person_id = p.id and ${isCode("m.reference")}))
      and (${ofCountry("p.country")} or exists (select from applications a
        where a.person_id = p.id and ${ofApplication}))`;
  const organisations = sql`
    select o.id, o.name, o.city, o.country from organisations o
    where (${holds(sql`ref.fold(o.name || ' ' || o.city)`)} or exists (select from class_codes k
        where k.organisation_id = o.id and ${isCode("k.code")}))
      and (${ofCountry("o.country")} or o.id = any(${schools}::uuid[])
        or (${reach.office} and not o.roles @> array['school']))`;
  const flows = sql`
    select f.id, f.code, f.city, f.country, f.sending_country, f.starts, f.ends from flows f
    where ${reach.office} and ${ofCountry("f.sending_country")}
      and (${holds(sql`ref.fold(f.code || ' ' || f.city)`)} or ${isCode("f.code")})`;
  const calls = sql`
    select c.id, c.number, c.title, c.state from calls c
    where ${reach.office} and (${isCode("c.public_code")} or c.number::text = ${sought.words.join(" ")}
      or exists (select from jsonb_each_text(c.title) t where ${holds(sql`ref.fold(t.value)`)})
      or exists (select from class_codes k where k.call_id = c.id and ${isCode("k.code")}))`;
  const { rows } = await sql<FoundByName>`
    with people as materialized (${people}),
      organisations_found as materialized (${organisations}),
      flows_found as materialized (${flows})
    select
      (select count(*) from people) as "peopleTotal",
      coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'givenNames', x.given_names,
          'familyName', x.family_name, 'country', x.country, 'birthDate', x.birth_date,
          'school', latest.school, 'callNumber', latest.number) order by x.place)
        from (select *, row_number() over (order by first desc, family_name ${collation},
          given_names ${collation}, id) as place from people) x
        left join lateral (select o.name as school, c.number from applications a
          join calls c on c.id = a.call_id join organisations o on o.id = a.organisation_id
          where a.person_id = x.id and ${ofApplication}
          order by c.number desc limit 1) latest on true
        where x.place <= ${SHOWN}), '[]') as people,
      (select count(*) from organisations_found) as "organisationsTotal",
      coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'city', x.city,
          'country', x.country) order by x.place)
        from (select *, row_number() over (order by name ${collation}, id) as place
          from organisations_found) x where x.place <= ${SHOWN}), '[]') as organisations,
      (select count(*) from flows_found) as "flowsTotal",
      coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'code', x.code, 'city', x.city,
          'country', x.country, 'sendingCountry', x.sending_country, 'starts', x.starts,
          'ends', x.ends) order by x.place)
        from (select *, row_number() over (order by starts desc, code, id) as place
          from flows_found) x where x.place <= ${SHOWN}), '[]') as flows,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'number', number, 'title', title,
          'state', state) order by number desc) from (${calls}) x), '[]') as calls`.execute(tx.db);
  return rows[0]!;
}
