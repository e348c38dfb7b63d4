import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { freePlaces, isComing, waysOf } from "./event.rules.ts";
import { oneEvent } from "./event.store.ts";
import type { EventRegistration, SchemeEvent } from "./event.ts";
import { tell } from "./letters.ts";
import { firstWaiting, moveRegistrations } from "./registration.store.ts";

/**
 * Free places go to those who wait, in their order. The caller holds the event (`lockEvent`), so that
 * fifty people who give a place back at once never let in one too many.
 * @returns who moved up
 */
export async function promote(tx: Tx, eventId: string): Promise<EventRegistration[]> {
  const event = await oneEvent(tx, eventId);
  if (!event || !isComing(event, wallTimeOf(tx.now).day)) return [];
  const moved: EventRegistration[] = [];
  for (const way of waysOf(event.mode)) {
    const free = freePlaces(event, way);
    if (free > 0) moved.push(...(await firstWaiting(tx, eventId, way, free)));
  }
  const ids = moved.map(({ id }) => id);
  await moveRegistrations(tx, ids, "registered", { promoted: true });
  await recordAll(
    tx,
    "event-registration.promoted",
    "event-registration",
    ids.map((id) => ({ id, data: { eventId } })),
  );
  return moved.map((one) => ({ ...one, state: "registered", promotedAt: tx.now }));
}

/** The same, and each of them is told. */
export async function promoteAndTell(
  tx: Tx,
  event: SchemeEvent,
  publicUrl: string,
): Promise<number> {
  const moved = await promote(tx, event.id);
  await tell(tx, event, moved, "promoted", publicUrl);
  return moved.length;
}
