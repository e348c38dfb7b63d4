import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Answers, FormDefinition } from "./application.forms.ts";
import type { EnteredBy } from "./draft.ts";

export type BegunEntry = {
  readonly id: string;
  readonly code: string;
  readonly answers: Answers;
  readonly definition: FormDefinition;
  readonly enteredBy: EnteredBy;
  readonly savedAt: Date;
  readonly callNumber: number;
  readonly callTitle: Readonly<Record<string, string>>;
};

/** What staff began on somebody's behalf and did not send, the newest first. */
export async function begunEntries(tx: Tx): Promise<BegunEntry[]> {
  const { rows } = await sql<BegunEntry>`
    select d.id, d.code, d.answers, v.definition, d.entered_by as "enteredBy",
      d.saved_at as "savedAt", c.number as "callNumber", c.title as "callTitle"
    from application_drafts d
    join form_versions v on v.id = d.form_version_id
    join calls c on c.id = d.call_id
    where d.state = 'open' and d.application_id is null and d.entered_by->>'kind' <> 'applicant'
    order by d.saved_at desc, d.id limit 200`.execute(tx.db);
  return rows;
}

/** A form for an application that came from a file, so that it can be corrected like any other. */
export async function insertDraftOfApplication(
  tx: Tx,
  from: {
    readonly id: string;
    readonly applicationId: string;
    readonly formVersionId: string;
    readonly answers: Answers;
  },
): Promise<void> {
  await sql`
    insert into application_drafts (id, scheme_id, call_id, form_version_id, code, start_key, locale,
      answers, entered_by, state, application_id, started_at, saved_at)
    select ${from.id}, a.scheme_id, a.call_id, ${from.formVersionId}, a.code, ${from.id}, a.locale,
      ${JSON.stringify(from.answers)}, a.entered_by, 'sent', a.id, a.submitted_at, ${tx.now}
    from applications a where a.id = ${from.applicationId}`.execute(tx.db);
}
