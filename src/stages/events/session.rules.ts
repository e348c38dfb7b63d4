import { isDay } from "../../shared/day.ts";
import { fold } from "../../shared/fold.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { atWall, isWallClock } from "../../shared/wall-time.ts";
import { linkFrom } from "./event.rules.ts";
import type { SchemeEvent, SessionFacts, TypedSession } from "./event.ts";

const MOST_SPEAKERS = 20;

/** Names one a line, each once however it is spelt. */
export function speakersFrom(typed: string): string[] {
  const found = new Map<string, string>();
  for (const line of typed.split(/\r?\n/)) {
    const name = line.replace(/\s+/g, " ").trim();
    if (name !== "" && !found.has(fold(name))) found.set(fold(name), name);
  }
  return [...found.values()];
}

/** A session as it was typed, with everything that is wrong with it but what it meets. */
export function sessionFrom(
  typed: TypedSession,
  event: Pick<SchemeEvent, "starts" | "ends">,
): Result<SessionFacts> {
  const problems: Problem[] = [];
  const add = (field: string, code: string, params?: Problem["params"]) =>
    void problems.push(params ? { code, params, field } : { code, field });
  const title = typed.title.trim();
  if (title === "") add("title", "required");
  else if (title.length > 200) add("title", "too-long", { max: 200 });
  const room = typed.room.trim();
  if (room.length > 100) add("room", "too-long", { max: 100 });
  const link = linkFrom(typed.link, add);
  const speakers = speakersFrom(typed.speakers);
  if (speakers.length > MOST_SPEAKERS) add("speakers", "too-many-speakers", { max: MOST_SPEAKERS });
  if (speakers.some((name) => name.length > 100)) add("speakers", "too-long", { max: 100 });
  const { day, from, to } = typed;
  if (!isDay(day)) add("day", day === "" ? "required" : "not-a-day");
  else if (day < event.starts || day > event.ends) {
    add("day", "session-outside-event", { from: event.starts, to: event.ends });
  }
  for (const field of ["from", "to"] as const) {
    if (!isWallClock(typed[field])) add(field, typed[field] === "" ? "required" : "not-a-time");
  }
  const read = isDay(day) && isWallClock(from) && isWallClock(to);
  const startsAt = read ? atWall(day, from) : null;
  const endsAt = read ? atWall(day, to) : null;
  if (startsAt && endsAt && endsAt <= startsAt) add("to", "session-ends-before");
  if (problems.length > 0 || !startsAt || !endsAt) return refuse(...problems);
  return ok({ title, startsAt, endsAt, speakers, room: room || null, link });
}

/** Another session of the scheme, with the house it is in. */
export type OtherSession = Pick<
  SessionFacts,
  "title" | "startsAt" | "endsAt" | "speakers" | "room"
> & {
  readonly id: string;
  readonly eventId: string;
  /** City and venue: rooms of two houses may have one name. */
  readonly house: string;
};

/** Where the rooms of an event are; one that is nowhere on site has a house of its own. */
export const houseOf = (event: Pick<SchemeEvent, "id" | "city" | "venue">): string =>
  event.city ? [event.city, event.venue].filter(Boolean).join(" ") : event.id;

/** Nobody speaks in two places at a moment, and no room holds two sessions: each clash by its name. */
export function clashes(
  session: SessionFacts & { readonly id: string | null; readonly house: string },
  others: readonly OtherSession[],
): Problem[] {
  const problems: Problem[] = [];
  for (const other of others) {
    if (other.id === session.id) continue;
    if (other.endsAt <= session.startsAt || other.startsAt >= session.endsAt) continue;
    if (
      session.room !== null &&
      other.room !== null &&
      fold(session.room) === fold(other.room) &&
      fold(session.house) === fold(other.house)
    ) {
      problems.push({
        code: "session-room-taken",
        params: { room: other.room, title: other.title },
        field: "room",
      });
    }
    const busy = new Set(other.speakers.map(fold));
    for (const speaker of session.speakers) {
      if (busy.has(fold(speaker))) {
        problems.push({
          code: "session-speaker-busy",
          params: { speaker, title: other.title },
          field: "speakers",
        });
      }
    }
  }
  return problems;
}
