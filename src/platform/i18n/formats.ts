import type { Day } from "../../shared/day.ts";
import { WALL_ZONE } from "../../shared/wall-time.ts";

/**
 * All six sending countries and the hosting countries keep Central European Time, so the product
 * has one clock; it is printed with its name wherever something ends.
 */
export const TIME_ZONE = WALL_ZONE;

/** A calendar day has no zone: it is read and written at noon UTC, far from any midnight. */
function asDate(day: Day | Date): Date {
  return typeof day === "string" ? new Date(`${day}T12:00:00Z`) : day;
}

/** Everything Intl does for one language, made once: building a formatter costs more than using it. */
export function formatsFor(tag: string) {
  const long = {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: TIME_ZONE,
  } as const;
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const day = new Intl.DateTimeFormat(tag, long);
  const shortDay = new Intl.DateTimeFormat(tag, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: TIME_ZONE,
  });
  const dayMonth = new Intl.DateTimeFormat(tag, {
    day: "numeric",
    month: "short",
    timeZone: TIME_ZONE,
  });
  const range = new Intl.DateTimeFormat(tag, {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: TIME_ZONE,
  });
  const month = new Intl.DateTimeFormat(tag, {
    month: "long",
    year: "numeric",
    timeZone: TIME_ZONE,
  });
  const weekday = new Intl.DateTimeFormat(tag, { weekday: "long", timeZone: TIME_ZONE });
  const time = new Intl.DateTimeFormat(tag, { ...clock, timeZone: TIME_ZONE });
  const list = new Intl.ListFormat(tag, { type: "conjunction", style: "long" });
  const numbers = new Map<string, Intl.NumberFormat>();

  function number(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const name = JSON.stringify(options);
    const known = numbers.get(name);
    if (known) return known;
    const made = new Intl.NumberFormat(tag, options);
    numbers.set(name, made);
    return made;
  }

  const digits = (count: number): Intl.NumberFormatOptions => ({
    minimumFractionDigits: count,
    maximumFractionDigits: count,
  });

  return {
    /** For `{when, date, long}` and `{when, time, short}` inside messages. */
    icu: {
      date: { long },
      time: { short: { ...clock, timeZone: TIME_ZONE } },
    },
    values: {
      day: (value: Day | Date) => day.format(asDate(value)),
      shortDay: (value: Day | Date) => shortDay.format(asDate(value)),
      dayMonth: (value: Day | Date) => dayMonth.format(asDate(value)),
      month: (value: Day | Date) => month.format(asDate(value)),
      weekday: (value: Day | Date) => weekday.format(asDate(value)),
      // Serbian ranges come with a padded day ("01.–28. јул"), which nobody writes in a sentence.
      days: (from: Day, to: Day) =>
        range
          .formatRangeToParts(asDate(from), asDate(to))
          .map((part) => (part.type === "day" ? part.value.replace(/^0/, "") : part.value))
          .join(""),
      time: (moment: Date) => time.format(moment),
      number: (value: number, fractionDigits?: number) =>
        number(fractionDigits === undefined ? {} : digits(fractionDigits)).format(value),
      percent: (share: number, fractionDigits = 0) =>
        number({ style: "percent", ...digits(fractionDigits) }).format(share),
      money: (cents: number, currency = "EUR") =>
        number({ style: "currency", currency }).format(cents / 100),
      list: (items: readonly string[]) => list.format(items),
    },
  };
}
