import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Visit } from "./visit.rules.ts";

/**
 * Everybody who goes or went on preparatory visits of these lines, by the id of the line; lines of
 * another activity have no entry. Until the transaction ends nobody else counts visitors of them.
 */
export async function visitsOfLines(
  tx: Tx,
  lineIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Visit[]>> {
  const lines = await tx.db
    .selectFrom("activity_lines")
    .where("id", "in", [...lineIds])
    .where("activity", "=", "preparatory-visit")
    .select("id")
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
  if (lines.length === 0) return new Map();
  const { rows } = await sql<Visit & { lineId: string }>`
    select m.id, m.line_id as "lineId", m.hosting_organisation_id as "hostId", m.starts, m.ends
    from mobilities m where m.line_id = any(${lines.map(({ id }) => id)}::uuid[])
      and m.state <> 'cancelled' and m.hosting_organisation_id is not null`.execute(tx.db);
  return new Map(lines.map(({ id }) => [id, rows.filter((row) => row.lineId === id)]));
}
