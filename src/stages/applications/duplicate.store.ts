import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { PairVerdict, Twin, Verdict, VerdictReason } from "./duplicate.ts";

/** With the same birth date: one letter of a short name, not the other name of a twin. */
const ALIKE = 0.7;
/** With the same telephone alone: families share one. */
const ALIKE_BY_PHONE = 0.6;

const twinOf = (id: string) => sql`(select jsonb_build_object('id', t.id,
  'givenNames', t.given_names, 'familyName', t.family_name, 'birthDate', t.birth_date,
  'email', t.email, 'phone', t.phone, 'country', t.country, 'mergedInto', t.merged_into,
  'applications', coalesce((select jsonb_agg(jsonb_build_object('callId', c.id,
      'callNumber', c.number, 'school', o.name, 'trade', a.trade, 'state', a.state)
      order by c.number, a.submitted_at)
    from applications a join calls c on c.id = a.call_id
    join organisations o on o.id = a.organisation_id where a.person_id = t.id), '[]'),
  'stays', coalesce((select jsonb_agg(jsonb_build_object('reference', m.reference,
      'city', m.hosting_city, 'starts', m.starts, 'ends', m.ends, 'state', m.state)
      order by m.starts) from mobilities m where m.person_id = t.id), '[]'))
  from persons t where t.id = ${sql.ref(id)})`;

/**
 * Rows that may be one person, the surest first, without those of which a human has said something.
 * By the same birth date and a name like it; by the same name and a birth date with one slip; by the
 * same telephone. Names are compared as search keys with their words in order, so scripts,
 * spellings and swapped names meet.
 * @param countries rows of other countries are nobody's here; null for all
 */
export async function pairsToDecide(
  tx: Tx,
  countries: readonly string[] | null,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly pairs: { first: Twin; second: Twin }[]; readonly total: number }> {
  const seen = countries ? sql`p.country = any(${[...countries]}::text[])` : sql`true`;
  const { rows } = await sql<{ total: number; first: Twin; second: Twin }>`
    with people as materialized (
      select p.id, p.birth_date, ref.phone_tail(p.phone) as tail, named.words,
        ref.letter_groups(named.words) as groups
      from persons p cross join lateral (select ref.name_words(p.folded) as words) named
      where p.merged_into is null and ${seen}
    ), found as (
      select least(a.id, b.id) as first_id, greatest(a.id, b.id) as second_id,
        1 + ref.likeness(a.groups, b.groups) as sure
      from people a join people b on a.birth_date = b.birth_date and a.id < b.id
      where ref.likeness(a.groups, b.groups) >= ${ALIKE}
      union all
      select least(a.id, b.id), greatest(a.id, b.id), 1.2
      from people a join people b on a.words = b.words and a.id < b.id
      where ref.near_birth(a.birth_date, b.birth_date)
      union all
      select least(a.id, b.id), greatest(a.id, b.id), ref.likeness(a.groups, b.groups)
      from people a join people b on a.tail = b.tail and a.id < b.id
      where ref.likeness(a.groups, b.groups) >= ${ALIKE_BY_PHONE}
    ), pairs as (
      select first_id, second_id, sum(sure) as sure from found f
      where not exists (select from person_verdicts v
        where v.first_id = f.first_id and v.second_id = f.second_id)
      group by first_id, second_id
    ), shown as (
      select * from pairs order by sure desc, first_id, second_id
      limit ${page.limit} offset ${page.offset}
    )
    select n.total, ${twinOf("s.first_id")} as first, ${twinOf("s.second_id")} as second
    from (select count(*)::int as total from pairs) n left join shown s on true
    order by s.sure desc, s.first_id, s.second_id`.execute(tx.db);
  return {
    total: rows[0]?.total ?? 0,
    pairs: rows.flatMap(({ first, second }) => (first && second ? [{ first, second }] : [])),
  };
}

/** Two rows by their ids, in the order given; undefined where one is not there or not seen. */
export async function twinsByIds(
  tx: Tx,
  ids: readonly [string, string],
  countries: readonly string[] | null,
): Promise<readonly [Twin, Twin] | undefined> {
  const seen = countries ? sql`p.country = any(${[...countries]}::text[])` : sql`true`;
  const { rows } = await sql<{ twin: Twin }>`
    select ${twinOf("p.id")} as twin from persons p
    where p.id = any(${[...ids]}::uuid[]) and ${seen}`.execute(tx.db);
  const [first, second] = ids.map((id) => rows.find(({ twin }) => twin.id === id)?.twin);
  return first && second && first.id !== second.id ? [first, second] : undefined;
}

/** Held in one order, so that two people who decide about the same pair do so one after the other. */
export async function lockPersons(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.db
    .selectFrom("persons")
    .select("id")
    .where("id", "in", [...ids])
    .orderBy("id")
    .forUpdate()
    .execute();
}

export async function insertVerdict(
  tx: Tx,
  row: {
    readonly firstId: string;
    readonly secondId: string;
    readonly verdict: Verdict;
    readonly why: VerdictReason;
    readonly keptId: string | null;
    readonly by: string;
    readonly byName: string;
  },
): Promise<void> {
  await tx.db
    .insertInto("person_verdicts")
    .values({
      id: newId(),
      scheme_id: tx.actor.schemeId!,
      first_id: row.firstId,
      second_id: row.secondId,
      verdict: row.verdict,
      why: row.why,
      kept_id: row.keptId,
      decided_by: row.by,
      decided_name: row.byName,
      decided_at: tx.now,
    })
    .execute();
}

/** What was decided last, the newest first; one line a pair. */
export async function newestVerdicts(
  tx: Tx,
  countries: readonly string[] | null,
  limit: number,
): Promise<PairVerdict[]> {
  const seen = countries
    ? sql`(select bool_and(p.country = any(${[...countries]}::text[])) from persons p
        where p.id in (v.first_id, v.second_id))`
    : sql`true`;
  const { rows } = await sql<PairVerdict>`
    select ${twinOf("v.first_id")} as first, ${twinOf("v.second_id")} as second, v.verdict, v.why,
      v.kept_id as "keptId", v.decided_name as by, v.decided_at as at
    from (select distinct on (first_id, second_id) * from person_verdicts
      order by first_id, second_id, sequence desc) v
    where ${seen} order by v.sequence desc limit ${limit}`.execute(tx.db);
  return rows;
}

/**
 * Everything that this stage keeps of one person becomes another's; the row stays behind and says
 * where it went. What the other one lacks is filled, nothing is overwritten.
 */
export async function moveToPerson(
  tx: Tx,
  from: string,
  to: string,
): Promise<readonly { readonly id: string }[]> {
  const moved = await tx.db
    .updateTable("applications")
    .set({ person_id: to })
    .where("person_id", "=", from)
    .returning("id")
    .execute();
  await sql`delete from declared_stays s where s.person_id = ${from} and exists (
    select from declared_stays t where t.person_id = ${to} and t.entry = s.entry and t.exit = s.exit)`.execute(
    tx.db,
  );
  await tx.db
    .updateTable("declared_stays")
    .set({ person_id: to })
    .where("person_id", "=", from)
    .execute();
  await sql`update persons kept set email = coalesce(kept.email, gone.email),
      phone = coalesce(kept.phone, gone.phone), gender = coalesce(kept.gender, gone.gender)
    from persons gone where kept.id = ${to} and gone.id = ${from}`.execute(tx.db);
  await tx.db
    .updateTable("persons")
    .set({ merged_into: to, merged_at: tx.now })
    .where((eb) => eb.or([eb("id", "=", from), eb("merged_into", "=", from)]))
    .execute();
  return moved;
}
