import { sql } from "kysely";
import { PLANNED_ONCE, type Tx } from "../../platform/db/index.ts";
import { eventRow } from "../../platform/events/record.ts";
import { letterInRush, type NewMail } from "../../platform/mail/index.ts";
import { newId } from "../../platform/random.ts";
import type { ApplicationId } from "../../shared/id.ts";
import type { SpokenAnswer } from "./answers-in-words.ts";
import type { Entry } from "./application.ts";
import { sealedAnswers } from "./ground.store.ts";

/**
 * Writes down what an applicant sent: person, application, wishes, the sealed answer about grounds,
 * the frozen answers, the draft as sent, its line of history and the letter that confirms it. One
 * statement, planned once: in the last minute before a deadline each trip to the database counts.
 * Somebody already here under the same names, birth date and e-mail, and not in this call yet, is
 * that person. Another form of theirs may be written in the same instant: nothing is written then,
 * and the statement is asked again, which sees that one and keeps this one as one sent later is.
 */
export async function insertSent(tx: Tx, from: Sent): Promise<ApplicationId> {
  for (;;) {
    const id = await insertedUnlessThere(tx, from);
    if (id) return id;
  }
}

type Sent = {
  readonly draftId: string;
  readonly callId: string;
  readonly entry: Entry;
  readonly answers: readonly SpokenAnswer[];
  readonly letter: NewMail | null;
};

async function insertedUnlessThere(tx: Tx, from: Sent): Promise<ApplicationId | undefined> {
  const { entry, answers } = from;
  const { person } = entry;
  const id = newId<ApplicationId>();
  const scheme = tx.actor.schemeId;
  const written = sql`exists (select from application)`;
  const grounds = sealedAnswers(id, entry.grounds ?? []);
  const letter = from.letter && letterInRush(tx, from.callId, from.letter, written);
  const event = eventRow(
    tx,
    "application.submitted",
    { type: "application", id },
    { callId: from.callId },
    written,
  );
  const column = (of: (answer: SpokenAnswer) => string) => answers.map(of);
  const { rows } = await sql<{ readonly written: boolean }>`${sql.raw(PLANNED_ONCE)}
    with known as (
      select coalesce(p.merged_into, p.id) as id from persons p
      where p.scheme_id = ${scheme}::uuid and p.given_names = ${person.givenNames}
        and p.family_name = ${person.familyName} and p.birth_date = ${person.birthDate}::date
        and lower(p.email) = lower(${person.email || null}::text)
        and not exists (select from applications a
          where a.person_id = coalesce(p.merged_into, p.id) and a.call_id = ${from.callId}::uuid)
      order by p.created_at, p.id limit 1
    ), somebody as (
      insert into persons (id, scheme_id, given_names, family_name, birth_date, email, phone, country, created_at)
      select ${newId()}::uuid, ${scheme}::uuid, ${person.givenNames}, ${person.familyName}, ${person.birthDate}::date,
        ${person.email || null}, ${person.phone || null}, ${person.country}, ${tx.now}::timestamptz
      where not exists (select from known)
      returning id
    ), application as (
      insert into applications (id, scheme_id, call_id, person_id, code, state, organisation_id, sending_country,
        trade, locale, points, submitted_at, created_at, form_version_id, entered_by, facts)
      values (${id}::uuid, ${scheme}::uuid, ${from.callId}::uuid,
        coalesce((select k.id from known k), (select s.id from somebody s)), ${entry.code}, 'submitted',
        ${entry.organisationId}::uuid, ${person.country}, ${entry.trade.trim()}, ${entry.locale}, 0,
        ${tx.now}::timestamptz, ${tx.now}::timestamptz, ${entry.formVersionId}::uuid,
        ${JSON.stringify(entry.enteredBy)}::jsonb, ${JSON.stringify(entry.facts ?? {})}::jsonb)
      on conflict (call_id, person_id) where state = 'submitted' do nothing
      returning id
    ), wished as (
      insert into wishes (scheme_id, application_id, flow_id, rank)
      select ${scheme}::uuid, ${id}::uuid, w.flow, w.rank
      from unnest(${[...entry.wishes]}::uuid[]) with ordinality w (flow, rank)
      where ${written}
    ), ground as (
      insert into application_grounds (scheme_id, application_id, ground, sealed)
      select ${scheme}::uuid, ${id}::uuid, g.ground, g.sealed
      from unnest(${grounds.map((each) => each.ground)}::text[], ${grounds.map((each) => each.sealed)}::bytea[]) g (ground, sealed)
      where ${written}
    ), answered as (
      insert into application_answers (scheme_id, application_id, revision, position, field, kind, question, answer, locale)
      select ${scheme}::uuid, ${id}::uuid, 1, s.position, s.field, s.kind, s.question, s.answer, ${entry.locale}
      from unnest(${column((each) => each.field)}::text[], ${column((each) => each.kind)}::text[],
        ${column((each) => each.question)}::text[], ${column((each) => each.answer)}::text[])
        with ordinality s (field, kind, question, answer, position)
      where ${written}
    ), sent as (
      update application_drafts set state = 'sent', application_id = ${id}::uuid
      where id = ${from.draftId}::uuid and ${written}
    ), told as (${event})${letter ? sql`, letter as (${letter.row})` : sql``}
    select ${written} as written, ${letter ? letter.job : sql`1`}`.execute(tx.db);
  return rows[0]?.written ? id : undefined;
}
