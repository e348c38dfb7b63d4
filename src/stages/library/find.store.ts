import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { AnyLocale } from "../../platform/i18n/index.ts";
import { LIGHT_BYTES } from "../../shared/data-size.ts";
import { languagesFor, ownLanguages, wordsToFind } from "./resource.rules.ts";
import type { LibraryFilter, LibraryPage, ResourceCard, ResourceState } from "./resource.ts";

export const PAGE = 24;

/** A literal for `like`: three letters stand for themselves. */
const literally = (text: string): string => text.replace(/[\\%_]/g, (letter) => `\\${letter}`);

const CARD = sql`r.id, r.language, v.title, v.summary, v.kind, v.minutes, v.readers, v.licence,
  v.bytes, v.translation, v.kind = 'video' as "isVideo", v.upload_id is not null as "hasFile"`;

/** The published text of a work that suits a reader best: by language, then the oldest. */
const bestOf = (work: RawBuilder<unknown>, languages: readonly AnyLocale[]) => sql`
  cross join lateral (
    select ${CARD} from resources r join resource_versions v on v.resource_id = r.id
    where v.work_id = ${work} and v.state = 'published'
    order by coalesce(array_position(${[...languages]}::text[], v.language), 99), r.created_at, r.id
    limit 1
  ) card
  cross join lateral (
    select coalesce(array_agg(v.language order by v.language)
      filter (where v.resource_id <> card.id), '{}') as languages
    from resource_versions v where v.work_id = ${work} and v.state = 'published'
  ) others`;

type Asked = {
  readonly filter: LibraryFilter;
  readonly reader: AnyLocale;
  readonly page: number;
};

/**
 * One page of the works of which a published text fits the filter, those in the reader's own language
 * first, then the newest, and how many there are: read off narrow rows.
 */
function fittingWorks({ filter, reader, page }: Asked): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (filter.kind !== "") conditions.push(sql`v.kind = ${filter.kind}`);
  if (filter.language !== "") conditions.push(sql`v.language = ${filter.language}`);
  if (filter.reader !== "") conditions.push(sql`${filter.reader} = any(v.readers)`);
  if (filter.licence !== "") conditions.push(sql`v.licence = ${filter.licence}`);
  if (filter.minutes !== "") conditions.push(sql`v.minutes <= ${Number(filter.minutes)}`);
  if (filter.light) conditions.push(sql`v.bytes <= ${LIGHT_BYTES} and not v.has_link`);
  return sql`
    select f.*, count(*) over () as total from (
      select v.work_id, bool_or(v.language = any(${[...ownLanguages(reader)]}::text[])) as is_own,
        false as is_titled, max(v.published_at) as newest
      from resource_index v where ${sql.join(conditions, sql` and `)} group by v.work_id) f
    order by f.is_own desc, f.newest desc, f.work_id limit ${PAGE} offset ${(page - 1) * PAGE}`;
}

/** The same with all the words in a text, and before the newest those that have them in a title. */
function worksWith(words: string, { filter, reader, page }: Asked): RawBuilder<unknown> {
  const titles = words.split(" & ").map((word) => `%${literally(word.replace(/:\*$/, ""))}%`);
  const minutes = filter.minutes === "" ? null : Number(filter.minutes);
  return sql`select * from ref.works_with(${words}, ${[...ownLanguages(reader)]}::text[],
    ${titles}::text[], ${filter.kind}, ${filter.language}, ${filter.reader}, ${filter.licence},
    ${minutes}::integer, ${filter.light ? LIGHT_BYTES : null}::integer,
    ${PAGE}, ${(page - 1) * PAGE})`;
}

/** Which works fit, a page of them; only those of the page are looked at closely. */
export async function findWorks(tx: Tx, asked: Asked): Promise<LibraryPage> {
  const { filter, reader } = asked;
  const words = wordsToFind(filter.q);
  const languages = filter.language !== "" ? [filter.language as AnyLocale] : languagesFor(reader);
  const { rows } = await sql<{ total: number; card: ResourceCard }>`
    with shown as materialized (${words === "" ? fittingWorks(asked) : worksWith(words, asked)})
    select s.total, to_jsonb(card) || jsonb_build_object('languages', others.languages) as card
    from shown s ${bestOf(sql`s.work_id`, languages)}
    order by s.is_own desc, s.is_titled desc, s.newest desc, s.work_id`.execute(tx.db);
  return { total: rows[0]?.total ?? 0, cards: rows.map(({ card }) => card) };
}

/** These works in their order, each in the language that suits a reader best; what is withdrawn is left out. */
export async function cardsOf(
  tx: Tx,
  works: readonly string[],
  reader: AnyLocale,
): Promise<(ResourceCard & { readonly workId: string })[]> {
  const { rows } = await sql<{ card: ResourceCard & { workId: string } }>`
    select to_jsonb(card) || jsonb_build_object('languages', others.languages, 'workId', w.id) as card
    from unnest(${[...works]}::uuid[]) with ordinality as w (id, at)
    ${bestOf(sql`w.id`, languagesFor(reader))}
    order by w.at`.execute(tx.db);
  return rows.map(({ card }) => card);
}

/** What there is to choose from: languages and kinds of which something is published. */
export async function choicesIn(
  tx: Tx,
): Promise<{ readonly languages: readonly AnyLocale[]; readonly kinds: readonly string[] }> {
  const { rows } = await sql<{ languages: AnyLocale[]; kinds: string[] }>`
    select coalesce(array_agg(distinct v.language), '{}') as languages,
      coalesce(array_agg(distinct v.kind), '{}') as kinds
    from resource_versions v where v.state = 'published'`.execute(tx.db);
  return rows[0] ?? { languages: [], kinds: [] };
}

export type StaffRow = {
  readonly id: string;
  readonly language: AnyLocale;
  readonly title: string;
  readonly kind: string;
  readonly state: ResourceState;
  /** Whether readers see a version of it, also while another one is being written. */
  readonly isPublished: boolean;
  readonly writtenByName: string | null;
  readonly changedAt: Date;
};

/**
 * Resources by their newest version, those that wait for somebody first.
 * @param own only what this person began, and what is published
 */
export async function staffRows(
  tx: Tx,
  from: {
    readonly q: string;
    readonly state: string;
    readonly language: string;
    readonly own: string | null;
    readonly page: number;
  },
): Promise<{ readonly total: number; readonly rows: readonly StaffRow[] }> {
  const words = wordsToFind(from.q)
    .split(" & ")
    .filter((word) => word !== "")
    .map((word) => `%${literally(word.replace(/:\*$/, ""))}%`);
  const { rows } = await sql<StaffRow & { total: number }>`
    select r.id, r.language, v.title, v.kind, v.state, v.written_by_name as "writtenByName",
      v.written_at as "changedAt",
      exists (select from resource_versions p where p.resource_id = r.id and p.state = 'published')
        as "isPublished",
      count(*) over () as total
    from resources r
    cross join lateral (select title, folded_title, kind, state, written_by_name, written_at
      from resource_versions where resource_id = r.id order by number desc limit 1) v
    where v.folded_title like all(${words}::text[])
      and (${from.state} = '' or v.state = ${from.state})
      and (${from.language} = '' or r.language = ${from.language})
      and (${from.own}::text is null or r.created_by = ${from.own} or exists (
        select from resource_versions p where p.resource_id = r.id and p.state = 'published'))
    order by array_position(array['in-review', 'draft'], v.state), v.folded_title, r.language, r.id
    limit ${PAGE} offset ${(from.page - 1) * PAGE}`.execute(tx.db);
  return { total: rows[0]?.total ?? 0, rows };
}
