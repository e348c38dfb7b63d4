import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { AWAY, HOME } from "../mobilities/mobility.rules.ts";

/** People whom one organisation sent to another in one year. */
export type NetworkLink = {
  readonly year: number;
  readonly kind: "learners" | "staff";
  readonly from: NetworkNode;
  readonly to: NetworkNode;
  readonly count: number;
};
export type NetworkNode = {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
};

/**
 * Who sent how many to whom, by year, in one statement. A school stands for its partner and a company
 * for the partner that answers for it, so no company is named; a stay counts from its first day on.
 */
export async function networkLinks(tx: Tx): Promise<NetworkLink[]> {
  const node = (alias: string) =>
    sql`jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)},
      'city', ${sql.ref(`${alias}.city`)}, 'country', ${sql.ref(`${alias}.country`)})`;
  const { rows } = await sql<NetworkLink>`
    select extract(year from coalesce(m.actual_starts, m.starts))::int as year,
      l.audience as kind, ${node("f")} as "from", ${node("t")} as "to", count(*)::int as count
    from mobilities m join activity_lines l on l.id = m.line_id
      join organisations s on s.id = m.sending_organisation_id
      join organisations f on f.id = coalesce(s.sending_partner_id, s.id)
      join organisations h on h.id = m.hosting_organisation_id
      join organisations t on t.id = coalesce(h.hosting_partner_id, h.id)
    where m.state = any(${[...AWAY, ...HOME]}::text[]) and f.id <> t.id
    group by 1, 2, f.id, t.id
    order by 1, f.name, t.name, 2`.execute(tx.db);
  return rows;
}
