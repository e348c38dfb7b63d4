import { expect, test } from "vitest";
import { addDays, day } from "../../shared/day.ts";
import {
  ACTIVITIES,
  type Activity,
  durationProblems,
  fundedDays,
  graduateProblem,
  mobilityDays,
  monthsLater,
} from "./duration.rules.ts";

const lasting = (days: number) => ({
  starts: day("2027-03-01"),
  ends: addDays(day("2027-03-01"), days - 1),
});

test.each(
  (Object.keys(ACTIVITIES) as Activity[]).map(
    (activity) => [activity, ACTIVITIES[activity]] as const,
  ),
)("%s: its least and its most, and a day beyond either", (activity, { least, most }) => {
  expect(durationProblems(activity, lasting(least))).toEqual([]);
  expect(durationProblems(activity, lasting(most))).toEqual([]);
  expect(durationProblems(activity, lasting(most + 1))).toEqual([
    { code: "stay-too-long", params: { days: most + 1, maximum: most } },
  ]);
  if (least === 1) return;
  expect(durationProblems(activity, lasting(least - 1))).toEqual([
    { code: "stay-too-short", params: { days: least - 1, minimum: least } },
  ]);
});

test("the least and the most are measured without the days of an interruption", () => {
  const stay = { ...lasting(94), interruptionDays: 4 };
  expect(mobilityDays(stay)).toBe(90);
  expect(durationProblems("LM-LONG-VET", stay)).toEqual([]);
  expect(durationProblems("LM-LONG-VET", { ...stay, interruptionDays: 5 })).toEqual([
    { code: "stay-too-short", params: { days: 89, minimum: 90 } },
  ]);
  // What is validated is not what is paid: funded days may be fewer.
  expect(fundedDays({ ...stay, fundedTravelDays: 2, nonFundedDays: 10 })).toBe(82);
  expect(durationProblems("LM-SHORT-VET", { ...lasting(10), interruptionDays: 10 })).toEqual([
    { code: "interruption-too-long", params: { days: 10, all: 10 } },
  ]);
  expect(durationProblems("LM-SHORT-VET", { ...lasting(10), nonFundedDays: 11 })).toEqual([
    { code: "unpaid-days", params: { days: 11, all: 10 } },
  ]);
});

test("two travel days are paid, six with green travel", () => {
  const of = (fundedTravelDays: number, greenTravel: boolean) =>
    durationProblems("LM-SHORT-VET", { ...lasting(30), fundedTravelDays, greenTravel });
  expect(of(2, false)).toEqual([]);
  expect(of(3, false)).toEqual([{ code: "travel-days", params: { days: 3, maximum: 2 } }]);
  expect(of(6, true)).toEqual([]);
  expect(of(7, true)).toEqual([{ code: "travel-days", params: { days: 7, maximum: 6 } }]);
});

test("from two days on for somebody with fewer opportunities, with a reason, and for nobody else", () => {
  const of = (days: number, fewerOpportunities: boolean, hasReason: boolean) =>
    durationProblems("LM-SHORT-VET", { ...lasting(days), fewerOpportunities, hasReason });
  expect(of(9, false, true)).toEqual([
    { code: "stay-too-short", params: { days: 9, minimum: 10 } },
  ]);
  expect(of(9, true, false)).toEqual([
    { code: "short-stay-reason", params: { days: 9, usual: 10, minimum: 2 } },
  ]);
  expect(of(9, true, true)).toEqual([]);
  expect(of(2, true, true)).toEqual([]);
  expect(of(1, true, true)).toEqual([{ code: "stay-too-short", params: { days: 1, minimum: 2 } }]);
  expect(
    durationProblems("LM-LONG-VET", { ...lasting(89), fewerOpportunities: true, hasReason: true }),
  ).toEqual([{ code: "stay-too-short", params: { days: 89, minimum: 90 } }]);
});

test("a group is two learners at least; everything wrong is said at once", () => {
  expect(durationProblems("group", { ...lasting(20), learners: 2 })).toEqual([]);
  expect(
    durationProblems("group", { ...lasting(31), learners: 1, fundedTravelDays: 9 }).map(
      ({ code }) => code,
    ),
  ).toEqual(["stay-too-long", "group-too-small", "travel-days"]);
});

test("a graduate's stay is over twelve months after school, and later by the months of service", () => {
  const graduated = day("2026-06-30");
  expect(graduateProblem(day("2027-06-30"), graduated)).toBeUndefined();
  expect(graduateProblem(day("2027-07-01"), graduated)).toEqual({
    code: "graduate-too-late",
    params: { graduated: "2026-06-30", months: 12, ends: "2027-07-01" },
  });
  expect(graduateProblem(day("2027-12-30"), graduated, 12, 6)).toBeUndefined();
  expect(graduateProblem(day("2027-12-31"), graduated, 12, 6)?.params?.months).toBe(18);
  expect(monthsLater(day("2026-08-31"), 6)).toBe("2027-02-28");
  expect(monthsLater(day("2027-02-28"), 12)).toBe("2028-02-28");
});
