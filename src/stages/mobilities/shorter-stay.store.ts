import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import { seal, unseal } from "../../platform/vault.ts";

export const SHORTER_ACTS = ["kept", "opened", "removed", "forgotten"] as const;
export type ShorterAct = (typeof SHORTER_ACTS)[number];
export type ShorterReason = { readonly reason: string; readonly saidAt: Date };

/** Letters of every script fit: a thousand of them are at most four thousand bytes. */
const LENGTH = 4096;
const belongsTo = (id: string) => `shorter-stay/${id}`;

/** Needs no purpose: whoever writes one down reads none of before. */
export async function insertReason(
  tx: Tx,
  mobilityId: string,
  least: number,
  reason: string,
): Promise<void> {
  const id = newId();
  const padded = reason + " ".repeat(Math.max(LENGTH - Buffer.byteLength(reason), 0));
  await tx.db
    .insertInto("shorter_stays")
    .values({
      id,
      mobility_id: mobilityId,
      scheme_id: tx.actor.schemeId!,
      least,
      sealed: seal(padded, belongsTo(id)),
      said_by: actorId(tx.actor) ?? "",
      said_at: tx.now,
    })
    .execute();
}

/** The latest first; none in a transaction without a purpose. */
export async function reasonsOf(tx: Tx, mobilityId: string): Promise<ShorterReason[]> {
  const rows = await tx.db
    .selectFrom("shorter_stays")
    .where("mobility_id", "=", mobilityId)
    .select(["id", "sealed", "said_at as saidAt"])
    .orderBy("said_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map(({ id, sealed, saidAt }) => ({
    reason: unseal(sealed, belongsTo(id)).trimEnd(),
    saidAt,
  }));
}

/** @returns how many there were */
export async function deleteReasons(tx: Tx, mobilityId: string): Promise<number> {
  const { numDeletedRows } = await tx.db
    .deleteFrom("shorter_stays")
    .where("mobility_id", "=", mobilityId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/**
 * Of stays that ended before a day, of whoever does not go, and of stays whose days need none any more.
 * @returns whose stays they were about, each once
 */
export async function deleteIdleReasons(tx: Tx, before: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from shorter_stays s using mobilities m, activity_lines l
    where m.id = s.mobility_id and l.id = m.line_id
      and (m.ends < ${before} or m.actual_ends < ${before} or m.state = 'cancelled'
        or m.ends - m.starts + 1 - m.interruption_days >= coalesce(l.minimum_days, 0))
    returning s.mobility_id as id`.execute(tx.db);
  return [...new Set(rows.map(({ id }) => id))].sort();
}

/** What was done with a reason about the stay of an application, and when; never its words. */
export async function shorterActs(
  tx: Tx,
  applicationId: string,
): Promise<{ at: Date; act: ShorterAct }[]> {
  const { rows } = await sql<{ at: Date; act: ShorterAct }>`
    select e.at, replace(e.name, 'mobility.shorter-', '') as act
    from offers o join mobilities m on m.offer_id = o.id
      join event_log e on e.subject_id = m.id and e.name like 'mobility.shorter-%'
    where o.application_id = ${applicationId} order by e.id`.execute(tx.db);
  return rows;
}
