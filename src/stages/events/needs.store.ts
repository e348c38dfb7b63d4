import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { seal, unseal } from "../../platform/vault.ts";
import type { Day } from "../../shared/day.ts";

const belongsTo = (registrationId: string): string => `event_needs/${registrationId}`;

/** Letters of every script fit: a thousand of them are at most four thousand bytes. */
const LENGTH = 4096;

/** Equally long whatever was written, nothing included: the length would tell who wrote. */
const padded = (text: string): string =>
  text + " ".repeat(Math.max(LENGTH - Buffer.byteLength(text), 0));

/** Kept for everybody who sends the second form; needs a purpose, as reading does. */
export async function saveNeeds(tx: Tx, registrationId: string, text: string): Promise<void> {
  const sealed = seal(padded(text), belongsTo(registrationId));
  await tx.db
    .insertInto("event_needs")
    .values({
      registration_id: registrationId,
      scheme_id: tx.actor.schemeId!,
      sealed,
      saved_at: tx.now,
    })
    .onConflict((c) => c.column("registration_id").doUpdateSet({ sealed, saved_at: tx.now }))
    .execute();
}

/** What one person wrote, for that person; undefined in a transaction without a purpose. */
export async function needsOf(tx: Tx, registrationId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom("event_needs")
    .select("sealed")
    .where("registration_id", "=", registrationId)
    .executeTakeFirst();
  return row && unseal(row.sealed, belongsTo(registrationId)).trimEnd();
}

/** What those who have a place wrote, for whoever orders meals and opens doors. */
export async function needsOfEvent(
  tx: Tx,
  eventId: string,
): Promise<{ id: string; name: string; text: string }[]> {
  const rows = await tx.db
    .selectFrom("event_needs as n")
    .innerJoin("event_registrations as r", "r.id", "n.registration_id")
    .where("r.event_id", "=", eventId)
    .where("r.state", "=", "registered")
    .select(["r.id", "r.name", "n.sealed"])
    .orderBy("r.sequence")
    .execute();
  return rows
    .map(({ sealed, ...row }) => ({ ...row, text: unseal(sealed, belongsTo(row.id)).trimEnd() }))
    .filter(({ text }) => text !== "");
}

/** What was said for events that ended before this day, or by somebody who does not come. */
export async function deleteNeeds(tx: Tx, before: Day): Promise<void> {
  await sql`delete from event_needs n using event_registrations r, events e
    where r.id = n.registration_id and e.id = r.event_id
      and (e.ends < ${before} or e.state = 'cancelled' or r.state in ('cancelled', 'declined'))`.execute(
    tx.db,
  );
}
