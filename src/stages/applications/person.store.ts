import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { PersonId } from "../../shared/id.ts";
import type { DeclaredStay, PersonDetails } from "./application.ts";
import type { Namesake } from "./person.ts";

const CHUNK = 1000;

/**
 * Ids for the people given, in their order. Somebody is taken for a person already here only when
 * names, birth date and e-mail are the same to the letter: a wrong merge would show one person the
 * life of another, a missed one costs a second row. Two equal entries are one person.
 * @param notInCall people who are in this call already are not taken: one person applies once a call
 */
export async function keepPersons(
  tx: Tx,
  people: readonly PersonDetails[],
  notInCall: string | null = null,
): Promise<readonly { id: PersonId; isNew: boolean }[]> {
  const schemeId = tx.actor.schemeId;
  if (!schemeId) throw new Error("a person outside a scheme");
  const known = await findSame(tx, people, notInCall);
  const fresh = new Map<string, { id: PersonId; person: PersonDetails }>();
  const kept = people.map((person, at) => {
    const found = known.get(at);
    if (found) return { id: found, isNew: false };
    const same = person.email ? fresh.get(identity(person)) : undefined;
    if (same) return { id: same.id, isNew: false };
    const id = newId<"person">() as string as PersonId;
    fresh.set(person.email ? identity(person) : id, { id, person });
    return { id, isNew: true };
  });
  const rows = [...fresh.values()].map(({ id, person }) => ({
    id,
    scheme_id: schemeId,
    given_names: person.givenNames,
    family_name: person.familyName,
    birth_date: person.birthDate,
    gender: person.gender ?? null,
    email: person.email || null,
    phone: person.phone || null,
    country: person.country,
    invented: person.invented ?? false,
    created_at: tx.now,
  }));
  for (let at = 0; at < rows.length; at += CHUNK) {
    await tx.db
      .insertInto("persons")
      .values(rows.slice(at, at + CHUNK))
      .execute();
  }
  return kept;
}

const identity = (person: PersonDetails): string =>
  [person.givenNames, person.familyName, person.birthDate, person.email?.toLowerCase()].join("\n");

async function findSame(
  tx: Tx,
  people: readonly PersonDetails[],
  notInCall: string | null,
): Promise<Map<number, PersonId>> {
  const withEmail = people.flatMap((person, at) => (person.email ? [{ person, at }] : []));
  if (withEmail.length === 0) return new Map();
  const { rows } = await sql<{ at: number; id: PersonId }>`
    select distinct on (given.at) given.at, coalesce(p.merged_into, p.id) as id
    from unnest(
      ${withEmail.map(({ at }) => at)}::int[],
      ${withEmail.map(({ person }) => person.givenNames)}::text[],
      ${withEmail.map(({ person }) => person.familyName)}::text[],
      ${withEmail.map(({ person }) => person.birthDate)}::date[],
      ${withEmail.map(({ person }) => person.email)}::text[]
    ) as given (at, given_names, family_name, birth_date, email)
    join persons p on p.given_names = given.given_names and p.family_name = given.family_name
      and p.birth_date = given.birth_date and lower(p.email) = lower(given.email)
      and (${notInCall}::uuid is null or not exists (
        select from applications a
        where a.person_id = coalesce(p.merged_into, p.id) and a.call_id = ${notInCall}::uuid))
    order by given.at, p.created_at, p.id`.execute(tx.db);
  return new Map(rows.map((row) => [row.at, row.id]));
}

/** @param countries people of other countries are nobody's here; null for all */
export async function namesakes(
  tx: Tx,
  of: { readonly givenNames: string; readonly familyName: string; readonly birthDate: string },
  countries: readonly string[] | null,
): Promise<Namesake[]> {
  const name = `${of.givenNames} ${of.familyName}`;
  const { rows } = await sql<Namesake>`
    select p.id, p.given_names as "givenNames", p.family_name as "familyName",
      p.birth_date as "birthDate", p.country, p.email
    from persons p
    where p.birth_date = ${of.birthDate}::date and p.merged_into is null
      and ref.name_words(p.folded) = ref.name_words(ref.fold(${name}))
      and ${countries === null ? sql`true` : sql`p.country = any(${[...countries]}::text[])`}
    order by p.created_at, p.id limit 10`.execute(tx.db);
  return rows;
}

/** Adds stays; the same stay said twice is one. */
export async function addStays(
  tx: Tx,
  stays: readonly { readonly personId: string; readonly stay: DeclaredStay }[],
): Promise<void> {
  const schemeId = tx.actor.schemeId;
  if (!schemeId) throw new Error("a stay outside a scheme");
  for (let at = 0; at < stays.length; at += CHUNK) {
    const rows = stays.slice(at, at + CHUNK).map(({ personId, stay }) => ({
      id: newId(),
      scheme_id: schemeId,
      person_id: personId,
      entry: stay.entry,
      exit: stay.exit,
      permit: stay.permit ?? false,
    }));
    await tx.db
      .insertInto("declared_stays")
      .values(rows)
      .onConflict((conflict) => conflict.columns(["person_id", "entry", "exit"]).doNothing())
      .execute();
  }
}

/** Takes out one stay of a person; false where it is not there. */
export async function removeStay(tx: Tx, personId: string, stayId: string): Promise<boolean> {
  const gone = await tx.db
    .deleteFrom("declared_stays")
    .where("id", "=", stayId)
    .where("person_id", "=", personId)
    .returning("id")
    .executeTakeFirst();
  return gone !== undefined;
}
