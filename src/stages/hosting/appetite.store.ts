import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Again, DeclineReason, RequestState } from "./hosting.ts";

export type AppetiteRow = {
  readonly organisationId: string;
  readonly year: number;
  readonly state: RequestState;
  readonly reason: DeclineReason | null;
  readonly again: Again | null;
  readonly againOn: string | null;
  readonly count: number;
  readonly places: number;
  readonly lastAt: Date;
};

/** Questions that were sent, by host, year of the stay and answer. A colleague's is counted once. */
export async function answersByYear(
  tx: Tx,
  organisationIds: readonly string[],
): Promise<AppetiteRow[]> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const { rows } = await sql<AppetiteRow>`
    select r.organisation_id as "organisationId", extract(year from r.starts)::int as year, r.state,
      r.reason, r.again, max(r.again_on) as "againOn", count(*)::int as count,
      sum(coalesce(r.changed_places, r.places))::int as places, max(r.state_since) as "lastAt"
    from host_requests r left join flows f on f.id = r.flow_id
    where r.organisation_id = any(${[...organisationIds]}::uuid[])
      and r.state not in ('kept', 'forwarded', 'withdrawn')
      and ${seen === null ? sql`true` : sql`f.sending_country = any(${[...seen]}::text[])`}
    group by 1, 2, 3, 4, 5 order by 1, 2 desc, 3, 4, 5`.execute(tx.db);
  return rows;
}
