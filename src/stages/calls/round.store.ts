import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

/** Seats of a place that nobody holds and no later round gives out: by the place's own row `p`. */
const left = sql<number>`(p.seats
  - (select count(*) from offers o where o.place_id = p.id and o.state in ('offered', 'wished', 'accepted'))
  - (select coalesce(sum(q.seats), 0) from places q join flows g on g.id = q.flow_id
     join calls d on d.id = g.call_id where q.carried_from = p.id and d.state <> 'draft'))::int`;

/** Seats left on each place of a call, by place. */
export async function seatsLeft(tx: Tx, callId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.db
    .selectFrom("places as p")
    .innerJoin("flows as f", "f.id", "p.flow_id")
    .where("f.call_id", "=", callId)
    .where("f.state", "=", "open")
    .select(["p.id", left.as("left")])
    .execute();
  return new Map(rows.map((row) => [row.id, row.left]));
}

/**
 * Flows of a later round that would give out more than the round before has left. Their places are
 * taken for this transaction, so that the waiting list does not offer the same seat beside it.
 */
export async function seatsTakenMeanwhile(tx: Tx, callId: string): Promise<string[]> {
  const own = await tx.db
    .selectFrom("places as q")
    .innerJoin("flows as f", "f.id", "q.flow_id")
    .where("f.call_id", "=", callId)
    .where("q.carried_from", "is not", null)
    .select(["f.code", "q.seats", "q.carried_from as from"])
    .orderBy("f.code")
    .execute();
  const from = own.map((row) => row.from ?? "");
  if (from.length === 0) return [];
  await tx.db
    .selectFrom("places")
    .select("id")
    .where("id", "in", from)
    .orderBy("id")
    .forUpdate()
    .execute();
  const rows = await tx.db
    .selectFrom("places as p")
    .where("p.id", "in", from)
    .select(["p.id", left.as("left")])
    .execute();
  const leftOf = new Map(rows.map((row) => [row.id, row.left]));
  return own.filter((row) => row.seats > (leftOf.get(row.from ?? "") ?? 0)).map((row) => row.code);
}

/** The number of the round that would come next in a call's family. */
export async function nextRoundNumber(tx: Tx, firstCallId: string): Promise<number> {
  const row = await tx.db
    .selectFrom("calls")
    .where("round_of", "=", firstCallId)
    .select(sql<number>`coalesce(max(round), 1) + 1`.as("next"))
    .executeTakeFirstOrThrow();
  return row.next;
}
