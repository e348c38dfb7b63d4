import { expect, test } from "vitest";
import { day } from "../../shared/day.ts";
import { atWall, weekdayOf } from "../../shared/wall-time.ts";
import { plannedDays, scheduleAdvice, shiftOfCopy } from "./schedule.rules.ts";

const schedule = (opens: string, closes: string, clock: string, decideBy: string) => ({
  opensAt: atWall(day(opens), "09:00"),
  closesAt: atWall(day(closes), clock),
  decideBy: day(decideBy),
});
const told = (from: ReturnType<typeof schedule>, starts: string | null) =>
  scheduleAdvice(from, starts === null ? null : day(starts)).map(
    (line) => `${line.good ? "+" : "-"} ${line.code} ${line.have}/${line.need} ${line.change}`,
  );

test("a schedule in good time", () => {
  expect(told(schedule("2027-01-04", "2027-02-05", "20:00", "2027-02-19"), "2027-06-28")).toEqual([
    "+ ahead 175/91 2027-03-29",
    "+ open 32/30 2027-02-03",
    "+ evening 5/5 2027-02-05",
    "+ preselection 14/10 2027-02-15",
    "+ told 129/56 2027-05-03",
  ]);
});

test("every line says the day that would put it right, and the day does", () => {
  const hasty = schedule("2027-01-09", "2027-01-23", "23:59", "2027-01-28");
  expect(told(hasty, "2027-03-01")).toEqual([
    "- ahead 51/91 2026-11-30",
    "- open 14/30 2027-02-08",
    // The 23rd is a Saturday: the next Monday.
    "- evening 6/5 2027-01-25",
    "- preselection 5/10 2027-02-02",
    "- told 32/56 2027-01-04",
  ]);
  expect(told(schedule("2026-11-30", "2027-01-08", "20:00", "2027-01-18"), "2027-03-15")).toEqual([
    "+ ahead 105/91 2026-12-14",
    "+ open 39/30 2026-12-30",
    "+ evening 5/5 2027-01-08",
    "+ preselection 10/10 2027-01-18",
    "+ told 56/56 2027-01-18",
  ]);
});

test("a weekday at another hour is no evening, and before any flow nothing is said of the start", () => {
  expect(told(schedule("2027-01-04", "2027-02-05", "23:59", "2027-02-19"), null)).toEqual([
    "+ open 32/30 2027-02-03",
    "- evening 5/5 2027-02-05",
    "+ preselection 14/10 2027-02-15",
  ]);
});

test("planned days follow the advice whatever day it is", () => {
  for (let at = 0; at < 400; at += 1) {
    const today = day(new Date(Date.UTC(2026, 10, 1 + at)).toISOString().slice(0, 10));
    const planned = plannedDays(today);
    expect([weekdayOf(planned.opens), weekdayOf(planned.closes)]).toEqual([1, 5]);
    const lines = scheduleAdvice(
      {
        opensAt: atWall(planned.opens, "09:00"),
        closesAt: atWall(planned.closes, "20:00"),
        decideBy: planned.decideBy,
      },
      planned.earliestStart,
    );
    expect(lines.filter((line) => !line.good)).toEqual([]);
  }
});

test("a copy keeps season and weekday", () => {
  expect(shiftOfCopy(day("2026-07-06"), day("2027-04-01"))).toBe(364);
  expect(shiftOfCopy(day("2026-07-06"), day("2027-07-06"))).toBe(728);
  expect(shiftOfCopy(day("2027-07-05"), day("2027-04-01"))).toBe(0);
});
