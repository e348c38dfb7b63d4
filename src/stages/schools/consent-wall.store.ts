import { sql } from "kysely";
import { ownSchools } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { WallRow } from "./consent-wall.ts";

/** Everybody of the own schools who holds a place or is held one, by the day of leaving and name. */
export async function wallOfSchools(tx: Tx, collation: string): Promise<WallRow[]> {
  const { rows } = await sql<WallRow>`
    select a.id as "applicationId", a.code, p.given_names as "givenNames",
      p.family_name as "familyName", p.birth_date as "birthDate", c.number as "callNumber",
      c.title as "callTitle", w.city, w.starts, o.state as offer, o.answer_by as "answerBy",
      coalesce((select jsonb_agg(jsonb_build_object('purpose', x.purpose, 'medium', x.medium,
          'givenOn', x.given_on, 'endsOn', to_jsonb(x)->>'ends_on',
          'withdrawn', x.withdrawn_at is not null) order by x.given_on)
        from consents x where x.application_id = a.id), '[]') as consents
    from applications a
    join offers o on o.application_id = a.id and o.state in ('offered', 'wished', 'accepted')
    join places q on q.id = o.place_id
    join flows w on w.id = q.flow_id
    join persons p on p.id = a.person_id
    join calls c on c.id = a.call_id
    join activity_lines l on l.id = c.line_id and l.audience = 'learners'
    where a.organisation_id = any(${[...ownSchools(tx.actor)]}::uuid[]) and w.ends >= ${tx.now}::date
    order by w.starts, p.family_name collate ${sql.id(collation)},
      p.given_names collate ${sql.id(collation)}, a.id`.execute(tx.db);
  return rows;
}
