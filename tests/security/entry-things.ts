/** Something begun on somebody's behalf in Albania, and two rows of Albania that may be one person. */
import { randomUUID } from "node:crypto";
import type { TestDatabase } from "../support/database.ts";

export async function entryThings(db: TestDatabase, schemeId: string, schoolId: string) {
  const draftId = randomUUID();
  const [school] = await db.sql<{ name: string; city: string }>(
    "select name, city from organisations where id = $1",
    [schoolId],
  );
  const answers = {
    name: { givenNames: "Paper", familyName: "Form" },
    school: {
      country: "AL",
      town: school?.city ?? "",
      organisationId: schoolId,
      name: school?.name ?? "",
    },
  };
  await db.sql(
    `insert into application_drafts (id, scheme_id, call_id, form_version_id, code, start_key, locale,
       answers, entered_by, state, started_at, saved_at)
     select $1::uuid, $2::uuid, c.id, v.id, 'KLF-XPA-2PR', $1::text, 'en', $3::jsonb, '{"kind": "school", "name": "Teacher"}',
       'open', now(), now()
     from form_versions v, calls c where v.scheme_id = $2 and v.audience = 'learners'
       and c.scheme_id = $2 and c.number = 4 limit 1`,
    [draftId, schemeId, JSON.stringify(answers)],
  );
  const people = await db.sql<{ id: string }>(
    "select id from persons where scheme_id = $1 and country = 'AL' order by id limit 2",
    [schemeId],
  );
  return { draftId, firstId: people[0]!.id, secondId: people[1]!.id };
}
