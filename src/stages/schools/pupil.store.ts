import { sql } from "kysely";
import { ownSchools } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Answers, FormDefinition } from "../applications/application.forms.ts";
import type { Pupil } from "./pupil.ts";

/**
 * Pupils of the own schools who sent an application to a call, by name in the reader's order.
 * @param held also locked, so that two officers who confirm at once do so one after the other
 */
export async function pupilsOfCall(
  tx: Tx,
  callId: string,
  collation: string,
  held = false,
): Promise<Pupil[]> {
  const { rows } = await sql<Pupil>`
    select a.id as "applicationId", a.code, p.given_names as "givenNames",
      p.family_name as "familyName", p.birth_date as "birthDate", s.name as "schoolName",
      k.class_name as "className", a.trade, coalesce(a.corrected_at, a.submitted_at) as "sentAt",
      a.entered_by as "enteredBy", a.submitted_at as "enteredAt", a.corrected_by as "correctedBy",
      coalesce((select jsonb_object_agg(g.criterion,
          jsonb_build_object('points', g.points, 'choices', g.choices))
        from (select distinct on (criterion) criterion, points, choices from school_confirmations
          where application_id = a.id order by criterion, sequence desc) g), '{}') as confirmed,
      f.enrolled, f.attendance, f.confirmed_at as "confirmedAt",
      (select m.person_name from memberships m where m.user_id = f.confirmed_by
        order by m.created_at limit 1) as "confirmedBy",
      case when o.id is null then null else jsonb_build_object('state', o.state, 'city', w.city,
        'starts', w.starts) end as offer, o.answer_by as "answerBy"
    from applications a
    join persons p on p.id = a.person_id
    join organisations s on s.id = a.organisation_id
    left join application_drafts d on d.application_id = a.id
    left join class_codes k on k.code = d.class_code and k.organisation_id = a.organisation_id
    left join lateral (select * from school_facts where application_id = a.id
      order by sequence desc limit 1) f on true
    left join lateral (select * from offers x where x.application_id = a.id
      order by x.offered_at desc, x.id limit 1) o on true
    left join places q on q.id = o.place_id
    left join flows w on w.id = q.flow_id
    where a.call_id = ${callId} and a.state = 'submitted'
      and a.organisation_id = any(${[...ownSchools(tx.actor)]}::uuid[])
    order by p.family_name collate ${sql.id(collation)}, p.given_names collate ${sql.id(collation)}, a.id
    ${held ? sql`for update of a` : sql``}`.execute(tx.db);
  return rows;
}

export type BegunRow = {
  readonly className: string;
  readonly answers: Answers;
  readonly definition: FormDefinition;
  readonly savedAt: Date;
};

/** Applications begun with a class code of the own schools and not sent, the newest first. */
export async function begunInCall(tx: Tx, callId: string): Promise<BegunRow[]> {
  const { rows } = await sql<BegunRow>`
    select k.class_name as "className", d.answers, v.definition, d.saved_at as "savedAt"
    from class_codes k
    join application_drafts d on d.scheme_id = k.scheme_id and d.class_code = k.code
      and d.call_id = k.call_id
    join form_versions v on v.id = d.form_version_id
    where k.call_id = ${callId} and k.organisation_id = any(${[...ownSchools(tx.actor)]}::uuid[])
      and d.state = 'open' and d.application_id is null
    order by d.saved_at desc, d.id`.execute(tx.db);
  return rows;
}

export type StaffApplication = {
  readonly applicationId: string;
  readonly code: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly callNumber: number;
  readonly callTitle: Readonly<Record<string, string>>;
  readonly sentAt: Date;
  readonly askedAt: Date | null;
  readonly answer: "yes" | "no" | null;
  readonly answeredAt: Date | null;
};

/** Applications of the own schools' staff, with what the head of the school said to each. */
export async function staffOfSchools(tx: Tx): Promise<StaffApplication[]> {
  const { rows } = await sql<StaffApplication>`
    select a.id as "applicationId", a.code, p.given_names as "givenNames",
      p.family_name as "familyName", c.number as "callNumber", c.title as "callTitle",
      coalesce(a.corrected_at, a.submitted_at) as "sentAt", h.asked_at as "askedAt", h.answer,
      h.answered_at as "answeredAt"
    from applications a
    join persons p on p.id = a.person_id
    join calls c on c.id = a.call_id
    join activity_lines l on l.id = c.line_id and l.audience = 'staff'
    left join head_confirmations h on h.application_id = a.id
    where a.state = 'submitted' and c.state <> 'draft'
      and a.organisation_id = any(${[...ownSchools(tx.actor)]}::uuid[])
    order by h.answered_at is not null, a.submitted_at, a.id`.execute(tx.db);
  return rows;
}
