import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { can } from "./attendance.policy.ts";
import { type DeskEvent, eventForDesk } from "./desk.store.ts";

/** An event of whoever keeps it; undefined for "not there" and "not yours" alike. */
export async function keptEvent(tx: Tx, eventId: string): Promise<DeskEvent | undefined> {
  const event = isUuid(eventId) ? await eventForDesk(tx, eventId) : undefined;
  return event && can.keep(tx.actor, event) ? event : undefined;
}

/** An event of whoever may see who came. */
export async function seenEvent(tx: Tx, eventId: string): Promise<DeskEvent | undefined> {
  const event = isUuid(eventId) ? await eventForDesk(tx, eventId) : undefined;
  return event && can.see(tx.actor, event) ? event : undefined;
}
