import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { NOT_FOR_ASSESSORS } from "../applications/application.forms.ts";

export type LongAnswer = {
  readonly applicationId: string;
  readonly answer: string;
  readonly names: readonly string[];
};

/**
 * The longest text of each case, for a glance in a table, with the words that name its writer. Only
 * of kinds that tell nobody who somebody is, and no field that the form calls identifying.
 */
export async function longestAnswers(
  tx: Tx,
  applicationIds: readonly string[],
): Promise<LongAnswer[]> {
  const hidden = [...NOT_FOR_ASSESSORS];
  const { rows } = await sql<LongAnswer>`
    select distinct on (w.application_id) w.application_id as "applicationId", w.answer,
      array_remove(array[p.given_names, p.family_name, o.name, o.city, p.email, p.phone], null) as names
    from application_answers w
    join applications a on a.id = w.application_id and a.revision = w.revision
    join persons p on p.id = a.person_id
    join organisations o on o.id = a.organisation_id
    left join form_versions f on f.id = a.form_version_id
    where w.application_id = any(${[...applicationIds]}::uuid[]) and w.kind <> all(${hidden}::text[])
      and not coalesce(jsonb_path_exists(f.definition,
        '$.sections[*].pages[*].fields[*] ? (@.code == $code && @.identifying == true)',
        jsonb_build_object('code', w.field)), false)
    order by w.application_id, length(w.answer) desc, w.position`.execute(tx.db);
  return rows;
}
