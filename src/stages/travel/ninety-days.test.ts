/**
 * The collision of ErasmusPro, which asks for ninety days at least, with a stay without a visa, which
 * ends after ninety: three calendar months from the first of each month, in a year of 365 days and in
 * one of 366. Only ninety days exactly are both.
 */
import { expect, test } from "vitest";
import { addDays, day } from "../../shared/day.ts";
import { calendarDays, durationProblems, endAfterMonths } from "./duration.rules.ts";
import { presenceOf } from "./presence.rules.ts";
import { shortStayDays } from "./short-stay.rules.ts";

// First day, last day, days, what is enough for ErasmusPro, what is allowed without a visa.
test.each([
  ["2027-01-01", "2027-03-31", 90, true, true],
  ["2028-01-01", "2028-03-31", 91, true, false],
  ["2027-02-01", "2027-04-30", 89, false, true],
  ["2028-02-01", "2028-04-30", 90, true, true],
  ["2027-03-01", "2027-05-31", 92, true, false],
  ["2027-04-01", "2027-06-30", 91, true, false],
  ["2027-05-01", "2027-07-31", 92, true, false],
  ["2027-06-01", "2027-08-31", 92, true, false],
  ["2027-07-01", "2027-09-30", 92, true, false],
  ["2027-08-01", "2027-10-31", 92, true, false],
  ["2027-09-01", "2027-11-30", 91, true, false],
  ["2027-10-01", "2027-12-31", 92, true, false],
  ["2027-11-01", "2028-01-31", 92, true, false],
  ["2026-12-01", "2027-02-28", 90, true, true],
  ["2027-12-01", "2028-02-29", 91, true, false],
])(
  "three months from %s to %s are %i days: long enough %s, short enough %s",
  (from, to, days, long, short) => {
    const stay = { starts: day(from), ends: day(to) };
    expect(endAfterMonths(stay.starts, 3)).toBe(to);
    expect(calendarDays(stay)).toBe(days);
    expect(durationProblems("LM-LONG-VET", stay).length === 0).toBe(long);
    const over = shortStayDays({ country: "SI", ...stay }, [], []);
    expect(over === undefined).toBe(short);
    // The first day too many is the ninety-first, and `kalfa stays` says the same.
    const tooMany = short ? null : addDays(stay.starts, 90);
    expect(over?.on ?? null).toBe(tooMany);
    expect(presenceOf([{ from: stay.starts, to: stay.ends, permit: false }])).toEqual({
      mostDays: days,
      firstDayOver: tooMany,
    });
    // A day of travel on either side takes even the ninety away.
    const entered = { country: "SI", ...stay, entry: addDays(stay.starts, -1) };
    expect(shortStayDays(entered, [], []) === undefined).toBe(days + 1 <= 90);
  },
);
