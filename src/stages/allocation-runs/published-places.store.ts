import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { CutOff } from "./allocation-run.ts";
import { belongsTo, openValue } from "./sealed-run.ts";

/** A place of a published run with the last place it took. */
export type PublishedPlace = {
  readonly runId: string;
  readonly publishedAt: Date;
  readonly callId: string;
  readonly callNumber: number;
  readonly callTitle: Readonly<Record<string, string>>;
  readonly sendingCountry: string;
  readonly city: string;
  readonly country: string;
  readonly trade: string | null;
  readonly seats: number;
  readonly taken: number | null;
  readonly cutOff: CutOff | null;
};

/**
 * Places of published runs, newest call first. A run of so few people that a last place would be
 * somebody's points has no public files, and is left out here as it is on its own page.
 */
export async function publishedPlaces(
  tx: Tx,
  of: { readonly lineId?: string; readonly city?: string },
): Promise<PublishedPlace[]> {
  const { rows } = await sql<PublishedPlace & { placeId: string; cutOff: unknown }>`
    select r.id as "runId", r.published_at as "publishedAt", c.id as "callId",
      c.number as "callNumber", c.title as "callTitle", f.sending_country as "sendingCountry",
      f.city, f.country, p.trade, x.seats, x.taken, x.place_id as "placeId", x.cut_off as "cutOff"
    from allocation_runs r
    join calls c on c.id = r.call_id
    join run_places x on x.run_id = r.id
    join places p on p.id = x.place_id
    join flows f on f.id = p.flow_id
    where r.state = 'published'
      and exists (select from run_files n where n.run_id = r.id and n.name like 'public/%')
      and (${of.lineId ?? null}::uuid is null or c.line_id = ${of.lineId ?? null}::uuid)
      and (${of.city ?? null}::text is null or f.city = ${of.city ?? null})
    order by c.number desc, f.sending_country, f.city, p.trade nulls first, f.code`.execute(tx.db);
  return rows.map(({ placeId, ...row }) => ({
    ...row,
    cutOff: openValue<CutOff>(row.cutOff as never, belongsTo.cutOff(row.runId, placeId)),
  }));
}
