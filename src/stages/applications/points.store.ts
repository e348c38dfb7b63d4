import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

/** Applications of a call that did not withdraw, by id. */
export const pointedApplications = async (tx: Tx, callId: string): Promise<ReadonlySet<string>> => {
  const rows = await tx.db
    .selectFrom("applications")
    .where("call_id", "=", callId)
    .where("state", "=", "submitted")
    .select("id")
    .forUpdate()
    .execute();
  return new Set(rows.map((row) => row.id));
};

type Points = {
  readonly applicationId: string;
  readonly criterion: string;
  readonly points: number;
};

/** Writes points by criterion, and their sum beside each application, in two statements. */
export async function writePoints(tx: Tx, points: readonly Points[]): Promise<void> {
  const rows = JSON.stringify(points);
  await sql`
    insert into application_points (scheme_id, application_id, criterion, points)
    select ${tx.actor.schemeId}, r."applicationId", r.criterion, r.points
    from jsonb_to_recordset(${rows}::jsonb) as r("applicationId" uuid, criterion text, points int)
    on conflict (application_id, criterion) do update set points = excluded.points`.execute(tx.db);
  await sql`
    update applications a set points = s.sum
    from (select ap.application_id as id, sum(ap.points) as sum from application_points ap
      where ap.application_id in (select distinct r."applicationId"
        from jsonb_to_recordset(${rows}::jsonb) as r("applicationId" uuid))
      group by ap.application_id) s
    where a.id = s.id`.execute(tx.db);
}
