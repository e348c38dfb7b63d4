import type { Day } from "../../shared/day.ts";
import { addDays } from "../../shared/day.ts";

/** One entry: a moment, hours from one moment to another, or whole days of which `last` is the last. */
export type CalendarEvent = {
  /** The same at every download, so that a calendar changes its entry instead of adding another. */
  readonly uid: string;
  readonly title: string;
  readonly about?: string;
  readonly place?: string;
  readonly url?: string;
  /** It stays in the file: a calendar that holds it already strikes it out. */
  readonly calledOff?: boolean;
} & ({ readonly at: Date; readonly until?: Date } | { readonly first: Day; readonly last: Day });

export const CALENDAR_TYPE = "text/calendar; charset=utf-8";

/** Octets a line may hold (RFC 5545, 3.1). */
const LINE = 75;

const moment = (at: Date): string => `${at.toISOString().replace(/[-:]|\.\d+/g, "")}`;
const date = (of: Day): string => of.replaceAll("-", "");
const text = (words: string): string =>
  words
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, "\\n")
    // No other control character may stand in a value.
    .replace(/\p{Cc}/gu, "");

/** Long lines go on after a line break and a space; never in the middle of a letter. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  for (const letter of line) {
    // The space that begins a continued line counts too.
    const room = parts.length === 0 ? LINE : LINE - 1;
    if (Buffer.byteLength(part + letter) > room) {
      parts.push(part);
      part = "";
    }
    part += letter;
  }
  return [...parts, part].join("\r\n ");
}

/**
 * Dates as a file for calendars (RFC 5545). Moments are written in UTC, which every calendar shows
 * in its owner's own time; days carry no zone.
 * @param from.made when what is said became final
 */
export function toCalendar(from: {
  readonly name: string;
  readonly made: Date;
  readonly events: readonly CalendarEvent[];
}): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Kalfa//Kalfa//EN",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${text(from.name)}`,
    ...from.events.flatMap((event) => [
      "BEGIN:VEVENT",
      `UID:${text(event.uid)}`,
      `DTSTAMP:${moment(from.made)}`,
      ...("at" in event
        ? [`DTSTART:${moment(event.at)}`, ...(event.until ? [`DTEND:${moment(event.until)}`] : [])]
        : [
            `DTSTART;VALUE=DATE:${date(event.first)}`,
            // The end is the first day that is not part of it any more.
            `DTEND;VALUE=DATE:${date(addDays(event.last, 1))}`,
          ]),
      `SUMMARY:${text(event.title)}`,
      ...(event.about ? [`DESCRIPTION:${text(event.about)}`] : []),
      ...(event.place ? [`LOCATION:${text(event.place)}`] : []),
      ...(event.url ? [`URL:${event.url}`] : []),
      ...(event.calledOff ? ["STATUS:CANCELLED"] : []),
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
