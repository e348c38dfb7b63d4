import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

/**
 * Everybody whose confidence a whole export opens is told so in their own history, as of every other
 * reading: needs and grounds, what a stay needs, why one was shorter, and medical cards.
 */
export async function writeReadings(
  tx: Tx,
  by: { readonly id: string; readonly name: string },
): Promise<void> {
  const scheme = tx.actor.schemeId;
  await sql`
    insert into ground_readings (scheme_id, application_id, purpose, actor_id, at)
    select ${scheme}::uuid, a.id, ref.current_purpose(), ${by.id}, ${tx.now} from applications a
    order by a.id`.execute(tx.db);
  await sql`
    insert into event_log (scheme_id, at, actor_kind, actor_id, name, subject_type, subject_id, data)
    select ${scheme}::uuid, ${tx.now}, 'staff', ${by.id}, 'application.needs-read', 'application', a.id,
      '{"reason": "archive"}'::jsonb
    from applications a
    where exists (select from application_drafts d join application_needs n on n.draft_id = d.id
      where d.application_id = a.id)
    order by a.id`.execute(tx.db);
  await sql`
    insert into event_log (scheme_id, at, actor_kind, actor_id, name, subject_type, subject_id, data)
    select ${scheme}::uuid, ${tx.now}, 'staff', ${by.id}, what.name, 'mobility', what.id, what.data::jsonb
    from (
      select distinct n.mobility_id as id, 'mobility.needs-read' as name, '{"reason": "opened"}' as data
      from stay_needs n
      union all
      select distinct s.mobility_id, 'mobility.shorter-opened', '{}' from shorter_stays s
    ) what order by what.name, what.id`.execute(tx.db);
  await sql`
    insert into medical_card_readings (id, scheme_id, mobility_id, fields, reason, reader, reader_name, at)
    select gen_random_uuid(), ${scheme}::uuid, f.mobility_id, array_agg(f.field order by f.field), 'archive',
      ${by.id}, ${by.name}, ${tx.now}
    from medical_card_fields f group by f.mobility_id`.execute(tx.db);
}
