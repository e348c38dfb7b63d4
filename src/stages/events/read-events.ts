import type { Tx } from "../../platform/db/index.ts";
import { can } from "./event.policy.ts";
import { choicesOfEvents, oneEvent, publicEvents, searchEvents } from "./event.store.ts";
import type { EventRegistration, EventSession, Material, SchemeEvent } from "./event.ts";
import { searchRegistrations } from "./registration.store.ts";
import { materialsOf, sessionsOf } from "./session.store.ts";

export { EVENTS_A_PAGE } from "./event.store.ts";
export { PEOPLE_A_PAGE } from "./registration.store.ts";

/** Every event that was ever made public, the newest first. */
export const listPublicEvents = (tx: Tx): Promise<SchemeEvent[]> => publicEvents(tx);

/** One of them; null for a draft, which nobody outside the office knows of. */
export async function readPublicEvent(tx: Tx, id: string): Promise<SchemeEvent | null> {
  const event = await oneEvent(tx, id);
  return event && event.state !== "draft" ? event : null;
}

export const findEvents = async (
  tx: Tx,
  from: Parameters<typeof searchEvents>[1],
): ReturnType<typeof searchEvents> =>
  can.seeEvents(tx.actor) ? searchEvents(tx, from) : { rows: [], total: 0 };

/** An event for the office; null for "not there". */
export const readEvent = async (tx: Tx, id: string): Promise<SchemeEvent | null> =>
  can.seeEvents(tx.actor) ? ((await oneEvent(tx, id)) ?? null) : null;

/** The sessions of an event the caller was shown, in the order of their hours. */
export const readProgramme = (tx: Tx, eventId: string): Promise<EventSession[]> =>
  sessionsOf(tx, eventId);

export const readMaterials = (tx: Tx, eventId: string): Promise<Material[]> =>
  materialsOf(tx, eventId);

/** Films of an event that anybody may see: published in the library. */
export const readRecordings = async (tx: Tx, eventId: string): Promise<Material[]> =>
  (await materialsOf(tx, eventId)).filter(({ isRecording, waits }) => isRecording && !waits);

/**
 * Who registered, for whoever may see them; null for "not there" and "not yours".
 * @param from page 0 for everybody who fits
 */
export async function listRegistrations(
  tx: Tx,
  eventId: string,
  from: Parameters<typeof searchRegistrations>[2] = {
    state: "",
    text: "",
    page: 0,
  },
): Promise<{ event: SchemeEvent; people: EventRegistration[]; total: number } | null> {
  const event = await oneEvent(tx, eventId);
  if (!event || !can.seePeople(tx.actor, event.organiser?.id ?? null)) return null;
  const { rows, total } = await searchRegistrations(tx, eventId, from);
  return { event, people: rows, total };
}

/** Lines and organisers to choose from. */
export const readEventChoices = choicesOfEvents;
