import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { readableBy } from "../../platform/events/in-confidence.ts";
import { isUuid } from "../../shared/id.ts";
import type { Person, PersonEvent } from "./person.ts";

/**
 * A person as seen from some countries (null: all). Someone who changed school to another country
 * is seen by both partners, each with the own country's applications and stays.
 */
export async function selectPerson(
  tx: Tx,
  id: string,
  countries: readonly string[] | null,
): Promise<Person | undefined> {
  if (!isUuid(id)) return undefined;
  const seen = (column: string) =>
    countries ? sql`${sql.ref(column)} = any(${[...countries]}::text[])` : sql`true`;
  const { rows } = await sql<Person>`
    select p.id, p.given_names as "givenNames", p.family_name as "familyName",
      p.birth_date as "birthDate", p.gender, p.email, p.phone, p.country, p.merged_into as "mergedInto",
      array(select m.id from persons m where m.merged_into = p.id) as "mergedFrom",
      coalesce((select jsonb_agg(jsonb_build_object('entry', s.entry, 'exit', s.exit,
        'permit', s.permit) order by s.entry) from declared_stays s where s.person_id = p.id), '[]')
        as stays,
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'reference', m.reference,
        'state', m.state, 'city', m.hosting_city, 'country', m.hosting_country,
        'starts', m.starts, 'ends', m.ends, 'line', l.name) order by m.starts desc)
        from mobilities m join activity_lines l on l.id = m.line_id
        where m.person_id = p.id and ${seen("m.sending_country")}), '[]') as mobilities,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'callId', c.id,
        'callNumber', c.number, 'callTitle', c.title, 'callState', c.state,
        'closesAt', c.closes_at, 'decideBy', c.decide_by, 'state', a.state, 'code', a.code,
        'school', o.name, 'organisationId', o.id, 'country', a.sending_country, 'trade', a.trade,
        'locale', a.locale, 'submittedAt', a.submitted_at, 'enteredBy', a.entered_by,
        'headWaits', exists (select from head_confirmations h
          where h.application_id = a.id and h.answer is null),
        'correctedBy', a.corrected_by, 'correctedAt', a.corrected_at,
        'points', coalesce((select jsonb_agg(jsonb_build_object('criterion', k.value ->> 'code',
            'name', k.value -> 'name', 'points', coalesce(ap.points, 0),
            'maximum', (k.value ->> 'maximum')::int) order by k.ordinality)
          from jsonb_array_elements(c.criteria) with ordinality k
          left join application_points ap on ap.application_id = a.id
            and ap.criterion = k.value ->> 'code'
          where exists (select from application_points p where p.application_id = a.id)), '[]'),
        'wishes', coalesce((select jsonb_agg(jsonb_build_object('flowId', f.id, 'code', f.code,
            'city', f.city, 'country', f.country, 'starts', f.starts, 'ends', f.ends)
            order by w.rank)
          from wishes w join flows f on f.id = w.flow_id where w.application_id = a.id), '[]'),
        'offers', coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'state', x.state,
            'flowId', xf.id, 'city', xf.city, 'country', xf.country, 'offeredAt', x.offered_at,
            'answerBy', x.answer_by) order by x.offered_at desc)
          from offers x join places xp on xp.id = x.place_id join flows xf on xf.id = xp.flow_id
          where x.application_id = a.id), '[]'),
        'consents', coalesce((select jsonb_agg(jsonb_build_object('guardianName', n.guardian_name,
            'givenOn', n.given_on, 'withdrawn', n.withdrawn_at is not null) order by n.recorded_at)
          from consents n where n.application_id = a.id), '[]'),
        'openCheck', exists (select from check_requests q
          where q.application_id = a.id and q.state = 'open')) order by c.number desc)
        from applications a join calls c on c.id = a.call_id
        join organisations o on o.id = a.organisation_id
        where a.person_id = p.id and ${seen("a.sending_country")}), '[]') as applications
    from persons p
    where p.id = ${id} and (${seen("p.country")} or exists (select from applications a
      where a.person_id = p.id and ${seen("a.sending_country")}))`.execute(tx.db);
  return rows[0];
}

/** Of a life longer than this the latest is read: what happened last is asked about first. */
const MOST_EVENTS = 500;

/** What happened to the person, the applications, the offers and the stays, oldest first. */
export async function selectPersonEvents(
  tx: Tx,
  subjects: readonly string[],
): Promise<PersonEvent[]> {
  const { rows } = await sql<PersonEvent>`
    select e.name, e.at, e.actor_kind as kind, (select m.person_name from memberships m
      where e.actor_kind = 'staff' and m.user_id = e.actor_id
      order by m.created_at desc limit 1) as who
    from event_log e where e.subject_id = any(${[...subjects]}::uuid[])
      and ${readableBy(tx.actor)}
    order by e.id desc limit ${MOST_EVENTS}`.execute(tx.db);
  return rows.reverse();
}
