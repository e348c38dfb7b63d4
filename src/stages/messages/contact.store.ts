import { sql } from "kysely";
import { actorId, ownSchools, type StaffActor, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { Day } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { WALL_ZONE } from "../../shared/wall-time.ts";
import type { ContactEntry, Contacted, NewContact } from "./contact.ts";

/** The person as seen by this member of the staff; undefined for "not there" and "not yours". */
export async function selectContacted(
  tx: Tx<StaffActor>,
  personId: string,
): Promise<Contacted | undefined> {
  if (!isUuid(personId)) return undefined;
  const seen = visibleCountries(tx.actor);
  const countries = seen === null ? null : [...seen];
  const { rows } = await sql<Contacted>`
    select p.id, p.given_names as "givenNames", p.family_name as "familyName",
      array(select distinct c from unnest(array[p.country] || array(select a.sending_country
        from applications a where a.person_id = p.id)) c) as countries,
      array(select distinct a.organisation_id::text from applications a where a.person_id = p.id)
        as schools
    from persons p
    where p.id = ${personId} and (${countries}::text[] is null or p.country = any(${countries})
      or exists (select from applications a where a.person_id = p.id
        and (a.sending_country = any(${countries})
          or a.organisation_id = any(${[...ownSchools(tx.actor)]}::uuid[]))))`.execute(tx.db);
  return rows[0];
}

/**
 * Newest first: what was written down of the person and what sendings had; also what somebody wrote
 * under the other row in the moment in which the two were put together.
 * @param schools whose own entries are read; null for the office, which reads all
 */
export async function selectContacts(
  tx: Tx,
  personId: string,
  schools: readonly string[] | null,
  limit: number,
): Promise<ContactEntry[]> {
  if (!isUuid(personId)) return [];
  const own = schools === null ? null : [...schools];
  const { rows } = await sql<ContactEntry>`
    with rows_of as (select id from persons where id = ${personId} or merged_into = ${personId})
    select c.kind, c.reason, c.words, c.happened_on as on, c.written_at as at, c.written_name as who
    from contacts c where c.person_id in (select id from rows_of)
      and (${own}::uuid[] is null or c.organisation_id = any(${own}))
    union all
    select case when m.id is null then 'by-hand' else m.channel end, null, sp.subject,
      (s.at at time zone ${WALL_ZONE})::date, s.at, s.made_name
    from sending_people sp join sendings s on s.id = sp.sending_id
    left join mail_messages m on m.id = sp.message_id
    where sp.person_id in (select id from rows_of) and s.state in ('sending', 'sent')
    order by at desc limit ${limit}`.execute(tx.db);
  return rows;
}

export async function insertContact(
  tx: Tx<StaffActor>,
  person: Contacted,
  from: NewContact & { readonly on: Day },
  organisationId: string | null,
): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto("contacts")
    .values({
      id,
      scheme_id: tx.actor.schemeId,
      person_id: person.id,
      kind: from.kind,
      reason: from.reason,
      words: from.words.trim(),
      happened_on: from.on,
      organisation_id: organisationId,
      written_by: actorId(tx.actor)!,
      written_name: tx.actor.userName,
      written_at: tx.now,
    })
    .execute();
  return id;
}
