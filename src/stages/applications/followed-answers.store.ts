import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { SpokenAnswer } from "./answers-in-words.ts";
import type { Answers, FormAudience, FormDefinition, SchoolAnswer } from "./application.forms.ts";

/** The form of an application that was sent, and the school that it is at now. */
export type SentForm = {
  readonly id: string;
  readonly applicationId: string;
  readonly state: "open" | "sent";
  readonly locale: string;
  readonly answers: Answers;
  readonly definition: FormDefinition;
  readonly audience: FormAudience;
  readonly school: SchoolAnswer;
};

export async function sentForms(tx: Tx, ids: readonly string[]): Promise<SentForm[]> {
  const { rows } = await sql<SentForm>`
    select d.id, d.application_id as "applicationId", d.state, d.locale, d.answers, v.definition,
      l.audience, jsonb_build_object('country', o.country, 'town', o.city, 'organisationId', o.id,
        'name', o.name) as school
    from application_drafts d
    join form_versions v on v.id = d.form_version_id
    join applications a on a.id = d.application_id
    join organisations o on o.id = a.organisation_id
    join calls c on c.id = d.call_id
    join activity_lines l on l.id = c.line_id
    where d.application_id = any(${[...ids]}::uuid[]) and d.state in ('open', 'sent')`.execute(
    tx.db,
  );
  return rows;
}

export type FollowedForm = Pick<SentForm, "id" | "applicationId" | "locale" | "answers"> & {
  /** In words, what the answers that changed say now. */
  readonly spoken: readonly SpokenAnswer[];
};

export async function writeForms(tx: Tx, forms: readonly FollowedForm[]): Promise<void> {
  const rows = JSON.stringify(forms.map(({ id, locale, answers }) => ({ id, locale, answers })));
  await sql`update application_drafts d set answers = x.answers, locale = x.locale
    from jsonb_to_recordset(${rows}::jsonb) as x(id uuid, locale text, answers jsonb)
    where d.id = x.id`.execute(tx.db);
}

/** Freezes these applications' answers anew; what a form did not change is said as it was. */
export async function freezeAnew(
  tx: Tx,
  ids: readonly string[],
  forms: readonly FollowedForm[],
): Promise<void> {
  const said = JSON.stringify(
    forms.flatMap(({ applicationId, spoken }) =>
      spoken.map(({ field, answer }) => ({ id: applicationId, field, answer })),
    ),
  );
  await sql`
    with anew as (
      update applications set revision = revision + 1 where id = any(${[...ids]}::uuid[])
      returning id, revision
    )
    insert into application_answers (scheme_id, application_id, revision, position, field, kind, question, answer, locale)
    select s.scheme_id, s.application_id, n.revision, s.position, s.field, s.kind, s.question,
      coalesce(x.answer, s.answer), s.locale
    from anew n
    join application_answers s on s.application_id = n.id and s.revision = n.revision - 1
    left join jsonb_to_recordset(${said}::jsonb) as x(id uuid, field text, answer text)
      on x.id = s.application_id and x.field = s.field`.execute(tx.db);
}
