import { expect, test } from "vitest";
import { addDays, day } from "../../shared/day.ts";
import { endAfterMonths } from "./duration.rules.ts";
import { startRuns, workableDates } from "./long-dates.rules.ts";
import { shortStayDays } from "./short-stay.rules.ts";

const year = { from: day("2027-01-01"), to: day("2027-12-31") };

test("exactly ninety days work from any day, when none was spent before", () => {
  const pairs = workableDates(year, 90, "IT", [], []);
  expect(pairs).toHaveLength(365 - 89);
  expect(pairs[0]).toEqual({ starts: "2027-01-01", ends: "2027-03-31" });
  expect(startRuns(pairs)).toEqual([
    {
      from: { starts: "2027-01-01", ends: "2027-03-31" },
      to: { starts: "2027-10-03", ends: "2027-12-31" },
    },
  ]);
  expect(workableDates(year, 91, "IT", [], [])).toEqual([]);
});

test("of three calendar months the first of a month works in two months of an ordinary year", () => {
  const works = (starts: string) => {
    const stay = { country: "IT", starts: day(starts), ends: endAfterMonths(day(starts), 3) };
    return shortStayDays(stay, [], []) === undefined;
  };
  const firsts = Array.from(
    { length: 12 },
    (_, at) => `2027-${String(at + 1).padStart(2, "0")}-01`,
  );
  expect(firsts.filter(works)).toEqual(["2027-01-01", "2027-02-01"]);
  expect(works("2026-12-01")).toBe(true);
  expect(["2028-01-01", "2028-02-01", "2027-12-01"].map(works)).toEqual([false, true, false]);
});

test("days spent earlier push the first day that works until they have left the window", () => {
  const spent = [{ entry: day("2027-01-10"), exit: day("2027-01-19"), permit: false }];
  const pairs = workableDates(
    { from: day("2027-01-20"), to: day("2027-12-31") },
    90,
    "IT",
    [],
    spent,
  );
  // The last of the ten days leaves the window of the ninetieth day 180 days after it.
  expect(pairs[0]?.starts).toBe(addDays(day("2027-01-19"), 180 - 89));
  const permit = spent.map((stay) => ({ ...stay, permit: true }));
  expect(
    workableDates({ from: day("2027-01-20"), to: day("2027-12-31") }, 90, "IT", [], permit)[0]
      ?.starts,
  ).toBe("2027-01-20");
});

test("nobody is sent to two places on one day, nor pushed over by a journey that follows", () => {
  const held = [{ country: "ES", starts: day("2027-06-01"), ends: day("2027-06-10") }];
  const runs = startRuns(workableDates(year, 90, "IT", held, []));
  // The ninetieth day comes on the first one that no longer sees the tenth of June.
  expect(runs).toEqual([
    {
      from: { starts: "2027-09-09", ends: "2027-12-07" },
      to: { starts: "2027-10-03", ends: "2027-12-31" },
    },
  ]);
});
