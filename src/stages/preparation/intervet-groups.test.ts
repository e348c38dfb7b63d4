/**
 * The groups of INTERVET Western Balkans as they were published: days, the activity they are of, the
 * adults who had to go along, and whether a visa was needed. Of two of them no day of the month is
 * known, so that their length stands from an invented first day on.
 */
import { expect, test } from "vitest";
import { addDays, day } from "../../shared/day.ts";
import { calendarDays, durationProblems, endAfterMonths } from "../travel/duration.rules.ts";
import { shortStayDays } from "../travel/short-stay.rules.ts";
import { adultsNeeded } from "./task.rules.ts";

const month = (starts: string) => endAfterMonths(day(starts), 1);
const weeks = (starts: string, count: number) => addDays(day(starts), 7 * count - 1);

// From, to, learners, adults who went, first day, last day, days.
test.each([
  ["AL", "Bologna", "IT", 10, 1, "2021-06-25", month("2021-06-25"), 30],
  ["RS", "Maribor", "SI", 10, 1, "2021-06-20", day("2021-07-20"), 31],
  ["XK", "Maribor", "SI", 6, 1, "2021-10-04", day("2021-11-02"), 30],
  ["BA", "Milan", "IT", 7, 1, "2022-01-15", month("2022-01-15"), 31],
  ["BA", "Wroclaw", "PL", 11, 1, "2022-05-01", weeks("2022-05-01", 4), 28],
  ["AL", "Maribor", "SI", 9, 1, "2022-06-20", day("2022-07-25"), 36],
] as const)(
  "%s to %s (%s): %i learners with %i adult from %s to %s",
  (_from, _city, country, learners, adults, starts, ends, days) => {
    const stay = { starts: day(starts), ends };
    expect(calendarDays(stay)).toBe(days);
    expect(durationProblems("LM-SHORT-VET", { ...stay, learners })).toEqual([]);
    expect(durationProblems("LM-LONG-VET", stay)).not.toEqual([]);
    // The newer group mobility ends after thirty days: three of the six were longer.
    expect(durationProblems("group", { ...stay, learners }).length === 0).toBe(days <= 30);
    // Arrival the day before and departure the day after fit ninety days well.
    expect(
      shortStayDays(
        { country, ...stay, entry: addDays(stay.starts, -1), exit: addDays(ends, 1) },
        [],
        [],
      ),
    ).toBeUndefined();
    // One adult for ten minors: with eleven of them one leader is not enough.
    expect(adults >= adultsNeeded(learners, 10)).toBe(learners <= 10);
  },
);
