import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import type { EventSession, SchemeEvent, SessionFacts, SessionId, TypedSession } from "./event.ts";
import { heldEvent } from "./keep-event.ts";
import { tellOfSession } from "./letters.ts";
import { liveRegistrations } from "./registration.store.ts";
import { clashes, houseOf, sessionFrom } from "./session.rules.ts";
import {
  dropSession,
  insertSession,
  lockProgrammes,
  oneSession,
  sessionsAt,
  setMinutes,
  updateSession,
} from "./session.store.ts";

/** The session as it would stand: read, inside the event, with its room and its speakers free. */
async function fitting(
  tx: Tx,
  event: SchemeEvent,
  id: string | null,
  typed: TypedSession,
): Promise<Result<SessionFacts>> {
  if (event.state === "cancelled") return refuse({ code: "event-not-in-state" });
  const read = sessionFrom(typed, event);
  if (!read.ok) return read;
  await lockProgrammes(tx);
  const met = clashes(
    { ...read.value, id, house: houseOf(event) },
    await sessionsAt(tx, read.value),
  );
  return met.length > 0 ? refuse(...met) : read;
}

export async function addSession(
  tx: Tx,
  eventId: string,
  typed: TypedSession,
): Promise<Result<SessionId>> {
  const event = await heldEvent(tx, eventId);
  if (!event) return notFound;
  const session = await fitting(tx, event, null, typed);
  if (!session.ok) return session;
  const id = newId<SessionId>();
  await insertSession(tx, id, eventId, session.value);
  await record(tx, "event-session.added", { type: "event", id: eventId }, { sessionId: id });
  return ok(id);
}

/** Whoever has a place is told when the day or the hour is another one. */
export async function changeSession(
  tx: Tx,
  eventId: string,
  id: string,
  typed: TypedSession,
  publicUrl: string,
): Promise<Result<null>> {
  const event = await heldEvent(tx, eventId);
  const was = event && (await oneSession(tx, eventId, id));
  if (!was) return notFound;
  const session = await fitting(tx, event, id, typed);
  if (!session.ok) return session;
  await updateSession(tx, id, session.value);
  await record(tx, "event-session.changed", { type: "event", id: eventId }, { sessionId: id });
  const to = session.value;
  if (+was.startsAt !== +to.startsAt || +was.endsAt !== +to.endsAt) {
    await tellThoseWhoCome(tx, event, { was, to }, publicUrl);
  }
  return ok(null);
}

/** What everybody has seen, and what is still to come; a draft's and yesterday's hours are nobody's plan. */
async function tellThoseWhoCome(
  tx: Tx,
  event: SchemeEvent,
  session: { readonly was: EventSession; readonly to: SessionFacts | null },
  publicUrl: string,
): Promise<void> {
  const last = Math.max(+session.was.endsAt, +(session.to?.endsAt ?? 0));
  if (event.state === "draft" || last < +tx.now) return;
  const come = (await liveRegistrations(tx, event.id)).filter(
    ({ state }) => state === "registered",
  );
  await tellOfSession(tx, event, come, session, publicUrl);
}

/**
 * Taken out of the programme; its row stays, because somebody may have been checked in to it. Whoever
 * has a place is told.
 */
export async function removeSession(
  tx: Tx,
  eventId: string,
  id: string,
  publicUrl: string,
): Promise<Result<null>> {
  const event = await heldEvent(tx, eventId);
  const was = event && (await oneSession(tx, eventId, id));
  if (!was) return notFound;
  if (event.state === "held") return refuse({ code: "event-not-in-state" });
  await dropSession(tx, id);
  await record(tx, "event-session.removed", { type: "event", id: eventId }, { sessionId: id });
  await tellThoseWhoCome(tx, event, { was, to: null }, publicUrl);
  return ok(null);
}

const MOST_MINUTES = 20_000;

/** What was said and decided, once the session has begun; emptied they are gone again. */
export async function writeMinutes(
  tx: Tx,
  eventId: string,
  id: string,
  text: string,
): Promise<Result<null>> {
  const event = await heldEvent(tx, eventId);
  const session = event && (await oneSession(tx, eventId, id));
  if (!session) return notFound;
  const minutes = text.trim();
  if (minutes.length > MOST_MINUTES) {
    return refuse({ code: "too-long", params: { max: MOST_MINUTES }, field: "minutes" });
  }
  if (minutes !== "" && tx.now < session.startsAt) {
    return refuse({ code: "session-not-begun", field: "minutes" });
  }
  await setMinutes(tx, id, minutes || null);
  await record(tx, "event-session.minutes-kept", { type: "event", id: eventId }, { sessionId: id });
  return ok(null);
}
