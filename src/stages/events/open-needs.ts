import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { addDays } from "../../shared/day.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { heldEvent } from "./keep-event.ts";
import { deleteNeeds, needsOfEvent } from "./needs.store.ts";

export const NEED_REASONS = ["meals", "access", "care"] as const;

/**
 * What people of an event wrote about diet, access and care, with the reason why it is opened. Each
 * reading stands in the history of the event. Needs a transaction with a purpose.
 */
export async function openEventNeeds(
  tx: Tx,
  eventId: string,
  reason: string,
): Promise<Result<{ readonly id: string; readonly name: string; readonly text: string }[]>> {
  const event = await heldEvent(tx, eventId);
  if (!event) return notFound;
  if (!NEED_REASONS.some((known) => known === reason)) {
    return refuse({ code: reason === "" ? "required" : "not-a-choice", field: "reason" });
  }
  const found = await needsOfEvent(tx, eventId);
  await record(
    tx,
    "event.needs-read",
    { type: "event", id: eventId },
    { reason, people: found.map(({ id }) => id) },
  );
  return ok(found);
}

/** Days after an event for which it is still kept, as with what is kept apart about a stay. */
const DAYS_KEPT = 30;

/** Deletes what is kept apart about people of events long over. Needs a purpose, as reading does. */
export const forgetEventNeeds = (tx: Tx): Promise<void> =>
  deleteNeeds(tx, addDays(wallTimeOf(tx.now).day, -DAYS_KEPT));
