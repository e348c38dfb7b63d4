import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { NOT_FOR_ASSESSORS } from "../applications/application.forms.ts";
import type { CaseAnswer } from "./case-answers.ts";

/** The answers of the newest revision, in the order of the form. */
export async function answersOf(
  tx: Tx,
  applicationId: string,
  { blind }: { readonly blind: boolean },
): Promise<CaseAnswer[]> {
  const hidden = [...NOT_FOR_ASSESSORS];
  const { rows } = await sql<CaseAnswer>`
    select w.question, w.answer, w.locale
    from application_answers w
    join applications a on a.id = w.application_id and a.revision = w.revision
    left join form_versions f on f.id = a.form_version_id
    where w.application_id = ${applicationId} and (not ${blind} or (w.kind <> all(${hidden}::text[])
      and not coalesce(f.definition @? ('$.sections[*].pages[*].fields[*] ? (@.code == "' ||
        replace(w.field, '"', '') || '" && @.identifying == true)')::jsonpath, false)))
    order by w.position`.execute(tx.db);
  return rows;
}
