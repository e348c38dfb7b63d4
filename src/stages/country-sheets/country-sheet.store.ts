import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import {
  type NewSheetLine,
  type SheetCountry,
  type SheetLine,
  type SheetVersion,
  TOPICS,
} from "./country-sheet.ts";

/** Every line as the scheme reads it: its own newest version, else what came with the program. */
const LINES = sql`
  with own as (
    select distinct on (line_id) line_id, country, topic, words, source, link, checked_on, checked_by_name, version, shown
    from sheet_versions where scheme_id = ref.current_scheme() order by line_id, version desc
  ), lines as (
    select line_id, country, topic, words, source, link, checked_on, checked_by_name, version, shown from own
    union all
    select r.id, r.country, r.topic, r.words, r.source, r.link, r.checked_on, null, 0, true
    from ref.sheet_lines r where not exists (select from own where own.line_id = r.id)
  )`;

const current = (only: RawBuilder<boolean>) => sql<SheetLine>`${LINES}
  select line_id as id, country, topic, words, source, link, checked_on as "checkedOn",
    checked_by_name as "checkedBy", version, shown
  from lines where ${only}
  order by country, array_position(${[...TOPICS]}::text[], topic), line_id`;

export const linesOf = async (tx: Tx, country: string): Promise<SheetLine[]> =>
  (await current(sql`country = ${country}`).execute(tx.db)).rows;

/** Lines that are shown in any of these countries. */
export const shownLines = async (tx: Tx, countries: readonly string[]): Promise<SheetLine[]> =>
  (await current(sql`shown and country = any(${[...countries]}::text[])`).execute(tx.db)).rows;

export const oneLine = async (tx: Tx, id: string): Promise<SheetLine | undefined> =>
  (await current(sql`line_id = ${id}::uuid`).execute(tx.db)).rows[0];

/** Countries that the scheme sends from, and those where its hosts and whoever supports them are. */
const MET = sql`
  select country, true as sends, false as hosts from scheme_countries
  where scheme_id = ref.current_scheme()
  union all
  select country, false, true from organisations
  where scheme_id = ref.current_scheme() and roles && array['hosting', 'excellence', 'support']`;

/** The countries that the scheme meets, by their codes. */
export async function countriesOf(tx: Tx): Promise<SheetCountry[]> {
  const { rows } = await sql<SheetCountry>`
    select country, bool_or(sends) as sends, bool_or(hosts) as hosts from (${MET}) c
    group by country order by country`.execute(tx.db);
  return rows;
}

/**
 * How many lines somebody of the scheme stood by and that are older than the age that is set: what
 * came with the program is listed with the sheets, and is no debt of an office's first day. One
 * statement, because every first page asks.
 * @param seen of these countries alone; null for every one
 */
export async function countOld(
  tx: Tx,
  today: Day,
  usualAge: number,
  seen: readonly string[] | null,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`${LINES}
    select count(*)::int as count from lines
    where shown and version > 0 and country in (select country from (${MET}) c)
      and ${seen === null ? sql`true` : sql`country = any(${[...seen]}::text[])`}
      and checked_on < ${today}::date - coalesce((select days from sheet_ages
        where scheme_id = ref.current_scheme()), ${usualAge}::int)`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

/** Whoever holds this is alone with the sheets until the transaction ends. */
export async function lockSheets(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('sheets' || ref.current_scheme()::text, 0))`.execute(
    tx.db,
  );
}

export async function insertVersion(
  tx: Tx,
  id: string,
  line: NewSheetLine & {
    readonly version: number;
    readonly again?: boolean;
    readonly shown?: boolean;
  },
  by: { readonly id: string; readonly name: string },
): Promise<void> {
  await tx.db
    .insertInto("sheet_versions")
    .values({
      scheme_id: tx.actor.schemeId!,
      line_id: id,
      version: line.version,
      country: line.country,
      topic: line.topic,
      words: JSON.stringify(line.words),
      source: line.source,
      link: line.link,
      checked_on: line.checkedOn,
      checked_by: by.id,
      checked_by_name: by.name,
      again: line.again ?? false,
      shown: line.shown ?? true,
      written_at: tx.now,
    })
    .execute();
}

/** Every wording that a line had, the newest first; what came with the program stands last. */
export async function versionsOf(tx: Tx, id: string): Promise<SheetVersion[]> {
  const { rows } = await sql<SheetVersion>`
    select line_id as id, country, topic, words, source, link, checked_on as "checkedOn",
      checked_by_name as "checkedBy", version, shown, again, written_at as "writtenAt"
    from sheet_versions where scheme_id = ref.current_scheme() and line_id = ${id}::uuid
    union all
    select id, country, topic, words, source, link, checked_on, null, 0, true, false, null
    from ref.sheet_lines where id = ${id}::uuid
    order by version desc`.execute(tx.db);
  return rows;
}

export async function ageOf(tx: Tx): Promise<number | undefined> {
  const row = await tx.db
    .selectFrom("sheet_ages")
    .where("scheme_id", "=", tx.actor.schemeId ?? "")
    .select("days")
    .executeTakeFirst();
  return row?.days;
}

export async function keepAge(tx: Tx, days: number, by: string): Promise<void> {
  const said = { days, set_by: by, set_at: tx.now };
  await tx.db
    .insertInto("sheet_ages")
    .values({ scheme_id: tx.actor.schemeId!, ...said })
    .onConflict((c) => c.column("scheme_id").doUpdateSet(said))
    .execute();
}

export type OwnLine = NewSheetLine & {
  readonly shown: boolean;
  /** The line of the program that it stands in the place of. */
  readonly of: NewSheetLine | null;
};

const REF = sql`case when r.id is null then null else jsonb_build_object('country', r.country,
  'topic', r.topic, 'words', r.words, 'source', r.source, 'link', r.link, 'checkedOn', r.checked_on) end`;

/** The newest wording of each line that somebody of the scheme wrote or looked at. */
export const ownLines = async (tx: Tx): Promise<OwnLine[]> =>
  (
    await sql<OwnLine>`select distinct on (v.line_id) v.country, v.topic, v.words, v.source, v.link,
        v.checked_on as "checkedOn", v.shown, ${REF} as of
      from sheet_versions v left join ref.sheet_lines r on r.id = v.line_id
      where v.scheme_id = ref.current_scheme() order by v.line_id, v.version desc`.execute(tx.db)
  ).rows;

/** What came with the program, each line with its id. */
export const programLines = async (tx: Tx): Promise<(NewSheetLine & { readonly id: string })[]> =>
  (
    await sql<
      NewSheetLine & { readonly id: string }
    >`select id, country, topic, words, source, link,
      checked_on as "checkedOn" from ref.sheet_lines`.execute(tx.db)
  ).rows;
