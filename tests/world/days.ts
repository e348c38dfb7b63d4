import type { Locale } from "../../src/platform/i18n/index.ts";
import { addDays, type Day, day } from "../../src/shared/day.ts";
import { weekdayOf } from "../../src/shared/wall-time.ts";

/** Days of the demo, counted from the day it is made, so that it never expires. */
export type WorldDays = ReturnType<typeof worldDays>;

/** Call 3 goes in the first July that is at least this far away: time for papers and tickets. */
const LEAST_LEAD = 100;

/** The same day, or the Monday after a weekend: calls open and close on working days. */
export const onWorkday = (of: Day): Day => {
  const weekday = weekdayOf(of);
  return weekday > 5 ? addDays(of, 8 - weekday) : of;
};

export function worldDays(today: Day) {
  const year = Number(today.slice(0, 4));
  const thisJuly = day(`${year}-07-01`);
  const summer = addDays(today, LEAST_LEAD) <= thisJuly ? thisJuly : day(`${year + 1}-07-01`);
  const closes4 = onWorkday(addDays(today, 21));
  return {
    today,
    call2: {
      opens: addDays(today, -130),
      closes: addDays(today, -95),
      decided: addDays(today, -84),
      answered: addDays(today, -72),
      starts: addDays(today, 48),
      ends: addDays(today, 77),
    },
    call3: {
      opens: addDays(today, -47),
      closes: addDays(today, -4),
      decideBy: addDays(today, 11),
      answerBy: addDays(today, 25),
      starts: summer,
      ends: addDays(summer, 27),
    },
    // Open now; its people leave when those of call 3 are back.
    call4: {
      opens: onWorkday(addDays(today, -21)),
      closes: closes4,
      decided: addDays(closes4, 14),
      answered: addDays(closes4, 28),
      starts: addDays(summer, 32),
      ends: addDays(summer, 59),
    },
  };
}

/** 20:00 in Central European Time of a day, as deadlines of the programme are set. */
export function atEightInTheEvening(of: Day): Date {
  const noon = new Date(`${of}T12:00:00Z`);
  const hour = Number(
    new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Belgrade",
      hour: "2-digit",
      hourCycle: "h23",
    }).format(noon),
  );
  return new Date(noon.getTime() + (20 - hour) * 3_600_000);
}

export const atNine = (of: Day): Date =>
  new Date(atEightInTheEvening(of).getTime() - 11 * 3_600_000);

/** "July 2027" in the languages that texts are kept in; Serbian in Latin letters is derived. */
export function monthOf(of: Day): Readonly<Record<Exclude<Locale, "sr-Latn">, string>> {
  const month = (tag: string) =>
    new Intl.DateTimeFormat(tag, { month: "long", year: "numeric", timeZone: "UTC" }).format(
      new Date(`${of}T12:00:00Z`),
    );
  const plain = (tag: string) => month(tag).replace(/( г)?\.$/, "");
  return {
    bs: plain("bs"),
    cnr: plain("sr-Latn-ME"),
    en: plain("en-GB"),
    hr: plain("hr"),
    mk: plain("mk"),
    sq: plain("sq"),
    "sr-Cyrl": plain("sr-Cyrl"),
  };
}
