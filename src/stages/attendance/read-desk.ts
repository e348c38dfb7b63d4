import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { can } from "./attendance.policy.ts";
import type { Guest, Presence } from "./attendance.ts";
import { type DeskEvent, eventForDesk, guestsOf, presencesOf } from "./desk.store.ts";

export type { DeskEvent, DeskSession } from "./desk.store.ts";

export type Desk = {
  readonly event: DeskEvent;
  readonly guests: readonly Guest[];
  readonly here: readonly Presence[];
};

/** What a door needs to know of an event: who has a ticket, and who is in. */
export async function readDesk(tx: Tx, eventId: string): Promise<Desk | null> {
  const event = isUuid(eventId) ? await eventForDesk(tx, eventId) : undefined;
  if (!event || !(can.checkIn(tx.actor, event) || can.see(tx.actor, event))) return null;
  const here = (await presencesOf(tx, eventId)).filter(({ removedAt }) => removedAt === null);
  return { event, guests: await guestsOf(tx, eventId), here };
}

/** The session that a door has in front of it: the one that is on or comes next, else the last. */
export function sessionNow(event: DeskEvent, now: Date): string | null {
  const next = event.sessions.find(({ endsAt }) => endsAt > now) ?? event.sessions.at(-1);
  return next?.id ?? null;
}
