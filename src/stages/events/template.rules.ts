import { addDays, type Day, daysBetween } from "../../shared/day.ts";
import { wallTimeOf, weekdayOf } from "../../shared/wall-time.ts";
import type { EventSession, SchemeEvent, TypedEvent, TypedSession } from "./event.ts";

/** A session by its day of the event, 0 the first, and the clock on the wall. Whoever spoke is left out. */
export type SessionTemplate = {
  readonly title: string;
  readonly day: number;
  readonly from: string;
  readonly to: string;
  readonly room: string | null;
};

/**
 * How an event was held, without when, where to come in, who led it and who came: the town stays,
 * because a room and a number of places mean something there.
 */
export type EventTemplate = Pick<
  SchemeEvent,
  | "kind"
  | "title"
  | "about"
  | "mode"
  | "city"
  | "country"
  | "languages"
  | "capacityOnSite"
  | "capacityOnline"
  | "approval"
> & {
  readonly days: number;
  /** Code of the line that it counts for. */
  readonly line: string | null;
  readonly closesDaysBefore: number;
  readonly closesTime: string;
  readonly sessions: readonly SessionTemplate[];
};

/** What fits into a template: nothing that is held lasts longer or has more of a programme. */
export const MOST = { days: 366, sessions: 500 };

const within = (number: number, most: number): number => Math.min(Math.max(number, 0), most);

/** Of each kind and line the newest that was made public, else the newest that was begun. */
export function worthKeeping(events: readonly SchemeEvent[]): readonly SchemeEvent[] {
  const kept = new Map<string, SchemeEvent>();
  const newestFirst = events
    .filter(({ state, starts, ends }) => state !== "cancelled" && daysOf(starts, ends) <= MOST.days)
    .toSorted((a, b) =>
      a.starts === b.starts ? (a.id < b.id ? 1 : -1) : a.starts < b.starts ? 1 : -1,
    );
  for (const event of newestFirst) {
    const of = `${event.kind} ${event.lineId ?? ""}`;
    const before = kept.get(of);
    if (!before || (before.state === "draft" && event.state !== "draft")) kept.set(of, event);
  }
  return [...kept.values()];
}

export function templateOf(
  event: SchemeEvent,
  sessions: readonly EventSession[],
  line: string | null,
): EventTemplate {
  const closes = wallTimeOf(event.closesAt);
  const days = daysOf(event.starts, event.ends);
  const { kind, title, about, mode, city, country, languages, approval } = event;
  return {
    kind,
    title,
    about,
    mode,
    city,
    country,
    languages,
    capacityOnSite: event.capacityOnSite,
    capacityOnline: event.capacityOnline,
    approval,
    days,
    line,
    // Days may have moved after registrations were to end: at the latest they end with the first.
    closesDaysBefore: within(daysBetween(closes.day, event.starts), MOST.days),
    closesTime: closes.time,
    sessions: sessions
      .map(({ title: name, startsAt, endsAt, room }) => {
        const from = wallTimeOf(startsAt);
        return {
          title: name,
          day: daysBetween(event.starts, from.day),
          from: from.time,
          to: wallTimeOf(endsAt).time,
          room,
        };
      })
      .filter(({ day, from, to }) => day >= 0 && day < days && from < to)
      .toSorted((a, b) => (inDay(a) < inDay(b) ? -1 : 1))
      .slice(0, MOST.sessions),
  };
}

const daysOf = (starts: Day, ends: Day): number => daysBetween(starts, ends) + 1;

const inDay = ({ day, from, to, room, title }: SessionTemplate): string =>
  [String(day).padStart(5, "0"), from, to, room ?? "", title].join("\n");

/** Long enough to find speakers and rooms; the office moves it anyway. */
const AHEAD_DAYS = 120;
const BETWEEN_DAYS = 7;

const mondayFrom = (on: Day): Day => addDays(on, (8 - weekdayOf(on)) % 7);

/** First days for events one after the other, on Mondays, so that no two of them want one room. */
export function firstDays(today: Day, lengths: readonly number[]): readonly Day[] {
  let next = mondayFrom(addDays(today, AHEAD_DAYS));
  return lengths.map((days) => {
    const starts = next;
    next = mondayFrom(addDays(starts, days + BETWEEN_DAYS));
    return starts;
  });
}

/** The event as somebody would type it who begins on this day. */
export const typedOf = (of: EventTemplate, starts: Day, lineId: string | null): TypedEvent => ({
  kind: of.kind,
  title: of.title,
  about: of.about,
  mode: of.mode,
  starts,
  ends: addDays(starts, of.days - 1),
  venue: "",
  city: of.city ?? "",
  country: of.country ?? "",
  link: "",
  languages: of.languages,
  lineId: lineId ?? "",
  organiserId: "",
  capacityOnSite: of.capacityOnSite === null ? "" : String(of.capacityOnSite),
  capacityOnline: of.capacityOnline === null ? "" : String(of.capacityOnline),
  approval: of.approval,
  closesOn: addDays(starts, -of.closesDaysBefore),
  closesTime: of.closesTime,
});

export const typedSessionOf = (of: SessionTemplate, starts: Day): TypedSession => ({
  title: of.title,
  day: addDays(starts, of.day),
  from: of.from,
  to: of.to,
  speakers: "",
  room: of.room ?? "",
  link: "",
});
