import { sql } from "kysely";
import { type StaffActor, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { type Locale, localeFacts } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import type { NewSending, Plan, Prepared, Sending, SendingState, Unreached } from "./sending.ts";

export async function insertSending(
  tx: Tx<StaffActor>,
  from: NewSending & { readonly at: Date },
  { template, view, people }: Plan,
): Promise<string> {
  const id = newId();
  const countries = visibleCountries(tx.actor);
  await tx.db
    .insertInto("sendings")
    .values({
      id,
      scheme_id: tx.actor.schemeId,
      template_id: template.id,
      template_name: template.name,
      view_name: view.name,
      filter: JSON.stringify(view.filter),
      countries: countries === null ? null : [...countries],
      channel: from.channel,
      fallbacks: JSON.stringify(from.fallbacks),
      state: "scheduled",
      at: from.at,
      people: people.length,
      unreached: people.filter((one) => one.to === null).length,
      made_by: tx.actor.userId,
      made_name: tx.actor.userName,
      made_at: tx.now,
    })
    .execute();
  return id;
}

const AT_ONCE = 500;

/** @param messages ids of the held messages, in the order of the people; null for nobody's */
export async function insertPeople(
  tx: Tx,
  sendingId: string,
  people: readonly Prepared[],
  messages: readonly (string | null)[],
): Promise<void> {
  const rows = people.map(({ person, locale, subject, body }, at) => ({
    scheme_id: tx.actor.schemeId!,
    sending_id: sendingId,
    person_id: person.personId,
    application_id: person.applicationId,
    locale: locale ?? person.locale,
    subject,
    body,
    message_id: messages[at] ?? null,
  }));
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    await tx.db
      .insertInto("sending_people")
      .values(rows.slice(at, at + AT_ONCE))
      .execute();
  }
}

/** Those whose people are within what the reader may see, newest first. */
export async function sendingsOf(
  tx: Tx<StaffActor>,
  id: string | null,
  limit: number,
): Promise<Sending[]> {
  if (id !== null && !isUuid(id)) return [];
  const seen = visibleCountries(tx.actor);
  const countries = seen === null ? null : [...seen];
  const { rows } = await sql<Sending>`
    select s.id, s.template_name as "templateName", s.view_name as "viewName", s.channel, s.state,
      s.at, s.people, s.unreached, s.made_by as "madeBy", s.made_name as "madeName",
      s.made_at as "madeAt", coalesce(m.gone, 0) as gone, coalesce(m.failed, 0) as failed
    from sendings s
    left join lateral (select count(*) filter (where m.state not in ('held', 'cancelled')) as gone,
      count(*) filter (where m.state = 'failed') as failed
      from mail_messages m where m.batch_id = s.id) m on true
    where (${id}::uuid is null or s.id = ${id})
      and (${countries}::text[] is null or s.countries <@ ${countries})
    order by s.made_at desc, s.id limit ${limit}`.execute(tx.db);
  return rows;
}

/** The row, locked until the transaction ends, so that starting and calling off never cross. */
export async function lockSending(
  tx: Tx,
  id: string,
): Promise<{ state: SendingState; at: Date; madeBy: string } | undefined> {
  if (!isUuid(id)) return undefined;
  return tx.db
    .selectFrom("sendings")
    .where("id", "=", id)
    .select(["state", "at", "made_by as madeBy"])
    .forUpdate()
    .$castTo<{ state: SendingState; at: Date; madeBy: string }>()
    .executeTakeFirst();
}

export async function moveSending(
  tx: Tx,
  id: string,
  state: SendingState,
  cancelledBy: string | null = null,
): Promise<void> {
  await tx.db
    .updateTable("sendings")
    .set({
      state,
      cancelled_by: cancelledBy,
      ended_at: state === "sent" || state === "cancelled" ? tx.now : null,
    })
    .where("id", "=", id)
    .execute();
}

/** By school and name in the reader's order: whom nothing reaches. */
export async function unreachedOf(tx: Tx, sendingId: string, locale: Locale): Promise<Unreached[]> {
  const collation = sql`collate ${sql.id(localeFacts(locale).collation)}`;
  const { rows } = await sql<Unreached>`
    select p.id as "personId", p.given_names as "givenNames", p.family_name as "familyName",
      o.id as "organisationId", o.name as school, sp.locale, sp.subject, sp.body
    from sending_people sp join persons p on p.id = sp.person_id
    join applications a on a.id = sp.application_id join organisations o on o.id = a.organisation_id
    where sp.sending_id = ${sendingId} and sp.message_id is null
    order by o.name ${collation}, p.family_name ${collation}, p.given_names ${collation}, p.id`.execute(
    tx.db,
  );
  return rows;
}
