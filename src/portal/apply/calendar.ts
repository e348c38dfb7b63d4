import { addDays, type Day } from "../../shared/day.ts";

/** A whole day or a moment with a name. */
export type CalendarEntry = { readonly id: string; readonly title: string } & (
  | { readonly day: Day }
  | { readonly at: Date }
);

const stamp = (moment: Date): string =>
  `${moment.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
const dayStamp = (day: Day): string => day.replaceAll("-", "");
const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, "\\n");

/** A line of at most 75 bytes, folded as RFC 5545 3.1 asks, never inside a letter. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  for (const letter of line) {
    if (Buffer.byteLength(part + letter) > 73) {
      parts.push(part);
      part = "";
    }
    part += letter;
  }
  return [...parts, part].join("\r\n ");
}

/** An iCalendar file (RFC 5545) with these dates. */
export function calendar(now: Date, entries: readonly CalendarEntry[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Kalfa//Dates//EN",
    ...entries.flatMap((entry) => [
      "BEGIN:VEVENT",
      `UID:${entry.id}@kalfa`,
      `DTSTAMP:${stamp(now)}`,
      ...("day" in entry
        ? [
            `DTSTART;VALUE=DATE:${dayStamp(entry.day)}`,
            `DTEND;VALUE=DATE:${dayStamp(addDays(entry.day, 1))}`,
          ]
        : [`DTSTART:${stamp(entry.at)}`]),
      `SUMMARY:${escaped(entry.title)}`,
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
