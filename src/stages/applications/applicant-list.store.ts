import { type RawBuilder, sql } from "kysely";
import { PLANNED_ONCE, type Tx } from "../../platform/db/index.ts";
import { isLocale, localeFacts, wordsFor } from "../../platform/i18n/index.ts";
import { type Day, isDay } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import type {
  ApplicantChoices,
  ApplicantFilter,
  ApplicantPage,
  ApplicantQuery,
  ApplicantSort,
  ExportedApplicant,
  ListedApplicant,
} from "./applicant-list.ts";

type Countries = readonly string[] | null;

const STANDING = sql`case when a.state = 'withdrawn' then 'withdrawn' else coalesce((
  select f.state from offers f where f.application_id = a.id
  order by f.offered_at desc limit 1), 'submitted') end`;

/** `like` treats three letters as its own; a person who types them means them. */
const literally = (text: string): string => text.replace(/[\\%_]/g, (letter) => `\\${letter}`);

type Part = { readonly sql: RawBuilder<unknown>; readonly ofPerson: boolean };

function conditions(filter: ApplicantFilter, countries: Countries, today: Day): Part[] {
  const parts: Part[] = [];
  const add = (text: RawBuilder<unknown>, ofPerson = false) => parts.push({ sql: text, ofPerson });
  if (countries) add(sql`a.sending_country = any(${[...countries]}::text[])`);
  for (const word of (filter.text ?? "").split(/\s+/).filter(Boolean).slice(0, 6)) {
    add(sql`p.folded like '%' || ref.fold(${literally(word)}) || '%'`, true);
  }
  if (filter.callId) {
    add(isUuid(filter.callId) ? sql`a.call_id = ${filter.callId}` : sql`false`);
  }
  if (filter.country) add(sql`a.sending_country = ${filter.country}`);
  if (filter.organisationId) {
    const id = filter.organisationId;
    add(isUuid(id) ? sql`a.organisation_id = ${id}` : sql`false`);
  }
  if (filter.trade) add(sql`a.trade = ${filter.trade}`);
  if (filter.only) add(sql`a.id = any(${[...filter.only]}::uuid[])`);
  // What the rules say is looked up before; a filter that forgot to must not mean everybody.
  else if (filter.eligibility) add(sql`false`);
  if (filter.standing) add(sql`${STANDING} = ${filter.standing}`);
  if (filter.ageFrom !== undefined)
    add(sql`p.birth_date <= ${bornOn(today, filter.ageFrom)}`, true);
  if (filter.ageTo !== undefined) {
    add(sql`p.birth_date > ${bornOn(today, filter.ageTo + 1)}`, true);
  }
  return parts;
}

/** The latest birth date of somebody who has completed `age` years today. */
function bornOn(today: Day, age: number): Day {
  const year = String(Number(today.slice(0, 4)) - age).padStart(4, "0");
  const born = `${year}${today.slice(4)}` as Day;
  return isDay(born) ? born : (`${year}-02-28` as Day);
}

const all = (parts: readonly Part[]): RawBuilder<unknown> =>
  parts.length === 0
    ? sql`true`
    : sql.join(
        parts.map((part) => part.sql),
        sql` and `,
      );

function orderOf(query: Pick<ApplicantQuery, "sort" | "descending" | "locale">) {
  const locale = isLocale(query.locale) ? query.locale : "en";
  const collation = sql`collate ${sql.id(localeFacts(locale).collation)}`;
  const words = wordsFor(locale);
  // A reader looks for what a code is called in the own language. Written out, so that a plan made
  // once reads these names once and not for every row.
  const named = (kind: "country" | "trade", code: RawBuilder<unknown>) =>
    sql`coalesce(${sql.lit(JSON.stringify(words.names(kind)))}::jsonb ->> ${code}, ${code})`;
  const way = query.descending ? sql`desc` : sql`asc`;
  const name = sql`p.family_name ${collation} ${way}, p.given_names ${collation} ${way}, p.id ${way}`;
  const first: Record<Exclude<ApplicantSort, "name">, RawBuilder<unknown>> = {
    points: sql`a.points`,
    country: sql`${named("country", sql`a.sending_country`)} ${collation}`,
    trade: sql`${named("trade", sql`a.trade`)} ${collation}`,
    submitted: sql`a.submitted_at`,
  };
  return query.sort === "name"
    ? sql`${name}, a.id`
    : sql`${first[query.sort]} ${way}, p.family_name ${collation}, p.given_names ${collation}, a.id`;
}

/**
 * One page and the count of all that match, in one statement. The count joins people only when a
 * filter asks about them, and names, schools and standings are looked up for the page's rows alone.
 */
export async function selectApplicantPage(
  tx: Tx,
  query: ApplicantQuery,
  countries: Countries,
): Promise<ApplicantPage> {
  const parts = conditions(query.filter, countries, query.today);
  const people = parts.some((part) => part.ofPerson)
    ? sql`applications a join persons p on p.id = a.person_id`
    : sql`applications a`;
  const order = orderOf(query);
  // Deep pages differ in their text (the planner must see the numbers) and are asked seldom.
  const mark = query.page <= 3 ? sql.raw(PLANNED_ONCE) : sql``;
  const offset = (query.page - 1) * query.size;
  const { rows } = await sql<ListedApplicant & { total: number }>`${mark}
    with found as materialized (
      select a.id, a.person_id, p.given_names, p.family_name, p.birth_date, a.sending_country,
        a.organisation_id, a.trade, a.points, a.call_id, a.state, a.submitted_at, a.entered_by
      from persons p join applications a on a.person_id = p.id
      where ${all(parts)}
      order by ${order}
      limit ${sql.lit(query.size)} offset ${sql.lit(offset)}
    ), page as (select found.*, row_number() over () as place from found)
    select n.total, a.id as "applicationId", a.person_id as "personId",
      a.given_names as "givenNames", a.family_name as "familyName", a.birth_date as "birthDate",
      a.sending_country as country, a.organisation_id as "organisationId", a.trade, a.points,
      a.submitted_at as "submittedAt", a.entered_by as "enteredBy",
      (select o.name from organisations o where o.id = a.organisation_id) as school,
      (select c.number from calls c where c.id = a.call_id) as "callNumber",
      ${STANDING} as standing
    from (select count(*) as total from ${people} where ${all(parts)}) n
    left join page a on true
    order by a.place`.execute(tx.db);
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.filter((row) => row.applicationId !== null),
  };
}

/** Everything that matches, for a file. */
export async function selectExport(
  tx: Tx,
  query: Omit<ApplicantQuery, "page" | "size">,
  countries: Countries,
): Promise<ExportedApplicant[]> {
  const parts = conditions(query.filter, countries, query.today);
  const { rows } = await sql<ExportedApplicant>`
    select a.id as "applicationId", a.person_id as "personId", p.given_names as "givenNames",
      p.family_name as "familyName", p.birth_date as "birthDate", p.gender, p.email, p.phone,
      a.sending_country as country, a.organisation_id as "organisationId", o.name as school,
      a.trade, a.points, a.locale, a.submitted_at as "submittedAt",
      a.entered_by as "enteredBy", a.corrected_by as "correctedBy",
      a.corrected_at as "correctedAt", c.number as "callNumber",
      ${STANDING} as standing,
      coalesce((select jsonb_object_agg(ap.criterion, ap.points) from application_points ap
        where ap.application_id = a.id), '{}') as "pointsByCriterion",
      array(select fl.code from wishes w join flows fl on fl.id = w.flow_id
        where w.application_id = a.id order by w.rank) as wishes
    from applications a
    join persons p on p.id = a.person_id
    join organisations o on o.id = a.organisation_id
    join calls c on c.id = a.call_id
    where ${all(parts)}
    order by ${orderOf(query)}`.execute(tx.db);
  return rows;
}

export async function selectChoices(tx: Tx, countries: Countries): Promise<ApplicantChoices> {
  const seen = countries ? sql`a.sending_country = any(${[...countries]}::text[])` : sql`true`;
  const { rows } = await sql<ApplicantChoices>`
    select
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'number', number, 'title', title)
        order by number desc) from calls where state <> 'draft'), '[]') as calls,
      array(select country from scheme_countries order by position, country) as countries,
      coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name)
        from organisations o where exists (select from applications a
          where a.organisation_id = o.id and ${seen})), '[]') as schools,
      array(select distinct a.trade from applications a where ${seen} order by 1) as trades`.execute(
    tx.db,
  );
  const row = rows[0]!;
  return countries
    ? { ...row, countries: row.countries.filter((country) => countries.includes(country)) }
    : row;
}
