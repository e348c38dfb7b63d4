import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

export type CodeHolder = {
  readonly of: "application" | "draft";
  readonly id: string;
  /** Null of a draft that was left before that question: then the code alone must do. */
  readonly birthDate: string | null;
};

/**
 * What a code stands for, with the birth date to compare; withdrawn applications keep their page.
 * One statement for both, so that the answer takes as long whatever was typed.
 */
export async function holderOfCode(tx: Tx, code: string): Promise<CodeHolder | undefined> {
  const { rows } = await sql<CodeHolder>`
    select 'application' as of, a.id, p.birth_date::text as "birthDate"
    from applications a join persons p on p.id = a.person_id where a.code = ${code}
    union all
    select 'draft', d.id, (
      select d.answers ->> (field ->> 'code')
      from form_versions v,
        jsonb_path_query(v.definition, '$.sections[*].pages[*].fields[*] ? (@.kind == "birth-date")') field
      where v.id = d.form_version_id limit 1)
    from application_drafts d where d.code = ${code} and d.state = 'open' and d.application_id is null
    limit 1`.execute(tx.db);
  return rows[0];
}
