import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { insertCheckIns, keepKnown, type NewCheckIn } from "./check-in.store.ts";
import { guestsOf } from "./desk.store.ts";
import { keptEvent } from "./kept-event.ts";
import { lockCounting } from "./lock.store.ts";
import { attendanceOf } from "./read-attendance.ts";
import { takeBack } from "./take-back.ts";

export const MARKS = ["there", "away"] as const;
export type Mark = (typeof MARKS)[number];

/**
 * A list from paper, many people at once: they were in a session, from its beginning on, or they were
 * not. What they were already stays as it is, and what the door saw stays written down.
 * @returns how many are marked otherwise than before
 */
export async function markAttendance(
  tx: Tx,
  eventId: string,
  from: {
    readonly mark: string;
    readonly sessionId: string;
    readonly registrationIds: readonly string[];
  },
): Promise<Result<number>> {
  const event = await keptEvent(tx, eventId);
  if (!event) return notFound;
  const mark = MARKS.find((known) => known === from.mark);
  if (!mark) return refuse({ code: "choose-one", field: "mark" });
  const session = event.sessions.find(({ id }) => id === from.sessionId);
  if (!session) return refuse({ code: "choose-one", field: "session" });
  if (from.registrationIds.length === 0) return refuse({ code: "nobody-chosen", field: "chosen" });
  if (event.state === "cancelled") return refuse({ code: "event-cancelled" });
  if (session.startsAt > tx.now) return refuse({ code: "session-not-yet", field: "session" });
  // Nobody is counted by a figure that changes in the same moment.
  await lockCounting(tx, eventId);
  const list = await attendanceOf(tx, eventId);
  const guests = new Map((await guestsOf(tx, eventId)).map((one) => [one.registrationId, one]));
  const chosen = [...new Set(from.registrationIds)];
  if (!list || chosen.some((id) => !guests.has(id))) return notFound;
  const isIn = new Set(
    list.people
      .filter((one) => one.arrivals.some(({ sessionId }) => sessionId === session.id))
      .map((one) => one.registrationId),
  );
  if (mark === "away") {
    const mistaken = chosen.filter((id) => isIn.has(id));
    for (const registrationId of mistaken) {
      await takeBack(tx, eventId, { sessionId: session.id, registrationId });
    }
    return ok(mistaken.length);
  }
  const rows = chosen
    // A place that was given back or never given is not marked with the others.
    .filter((id) => !isIn.has(id) && guests.get(id)?.state === "registered")
    .map(
      (registrationId): NewCheckIn => ({
        id: newId(),
        sessionId: session.id,
        registrationId,
        at: session.startsAt,
        how: "list",
      }),
    );
  await insertCheckIns(tx, eventId, rows);
  await keepKnown(tx, eventId, rows);
  await recordAll(
    tx,
    "event.checked-in",
    "event",
    rows.map(({ registrationId, sessionId, how }) => ({
      id: eventId,
      data: { registrationId, sessionId, how },
    })),
  );
  return ok(rows.length);
}
