import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { How } from "./attendance.ts";

export type NewCheckIn = {
  readonly id: string;
  readonly sessionId: string;
  readonly registrationId: string;
  readonly at: Date;
  readonly how: How;
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Writes check-ins that are not here yet. In one order, so that two desks that send the same ones
 * never wait for each other in a circle.
 * @returns ids of those that are new
 */
export async function insertCheckIns(
  tx: Tx,
  eventId: string,
  rows: readonly NewCheckIn[],
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const inserted = await tx.db
    .insertInto("event_check_ins")
    .values(
      [...rows]
        .sort((a, b) => byText(a.id, b.id))
        .map((row) => ({
          id: row.id,
          scheme_id: tx.actor.schemeId!,
          event_id: eventId,
          session_id: row.sessionId,
          registration_id: row.registrationId,
          at: row.at,
          received_at: tx.now,
          how: row.how,
          by: actorId(tx.actor),
        })),
    )
    .onConflict((c) => c.doNothing())
    .returning("id")
    .execute();
  return new Set(inserted.map(({ id }) => id));
}

/** Check-ins that came in before, by the ids that a desk drew for them. */
export const knownCheckIns = (
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; eventId: string; registrationId: string; at: Date }[]> =>
  tx.db
    .selectFrom("event_check_ins")
    .select(["id", "event_id as eventId", "registration_id as registrationId", "at"])
    .where("id", "in", ids.length > 0 ? ids : [null as never])
    .execute();

/**
 * One row a person and session, at the earliest of the check-ins whatever order they come in. What
 * the office took back stays so, unless somebody came in again after that.
 * @param rows at most one a person and session
 */
export async function keepEarliest(
  tx: Tx,
  eventId: string,
  rows: readonly NewCheckIn[],
): Promise<void> {
  if (rows.length === 0) return;
  const key = (row: NewCheckIn) => `${row.sessionId} ${row.registrationId}`;
  await tx.db
    .insertInto("event_attendances")
    .values(
      [...rows]
        .sort((a, b) => byText(key(a), key(b)))
        .map((row) => ({
          session_id: row.sessionId,
          registration_id: row.registrationId,
          scheme_id: tx.actor.schemeId!,
          event_id: eventId,
          arrived_at: row.at,
          how: row.how,
        })),
    )
    .onConflict((c) =>
      c
        .columns(["session_id", "registration_id"])
        .doUpdateSet({
          arrived_at: sql`excluded.arrived_at`,
          how: sql`excluded.how`,
          removed_at: null,
          removed_by: null,
        })
        .where(
          sql<boolean>`case when event_attendances.removed_at is null
            then excluded.arrived_at < event_attendances.arrived_at
            else excluded.arrived_at > event_attendances.removed_at end`,
        ),
    )
    .execute();
}

/** The office knows that they were there, also where it was taken back before. */
export async function keepKnown(
  tx: Tx,
  eventId: string,
  rows: readonly NewCheckIn[],
): Promise<void> {
  await keepEarliest(tx, eventId, rows);
  await tx.db
    .updateTable("event_attendances")
    .set({ removed_at: null, removed_by: null })
    .where("event_id", "=", eventId)
    .where("removed_at", "is not", null)
    .where(
      sql<boolean>`(session_id, registration_id) in (select * from unnest(
        ${rows.map(({ sessionId }) => sessionId)}::uuid[],
        ${rows.map(({ registrationId }) => registrationId)}::uuid[]))`,
    )
    .execute();
}

/** @returns false where nobody was in, or it was taken back already */
export async function removeAttendance(
  tx: Tx,
  from: { readonly eventId: string; readonly sessionId: string; readonly registrationId: string },
): Promise<boolean> {
  const [row] = await tx.db
    .updateTable("event_attendances")
    .set({ removed_at: tx.now, removed_by: actorId(tx.actor) ?? "" })
    .where("event_id", "=", from.eventId)
    .where("session_id", "=", from.sessionId)
    .where("registration_id", "=", from.registrationId)
    .where("removed_at", "is", null)
    .returning("session_id")
    .execute();
  return row !== undefined;
}
