import { expect, test } from "vitest";
import { day } from "./day.ts";
import { atWall, isWallClock, wallTimeOf, weekdayOf } from "./wall-time.ts";

test("eight in the evening is a different moment in winter and in summer", () => {
  expect(atWall(day("2027-01-15"), "20:00").toISOString()).toBe("2027-01-15T19:00:00.000Z");
  expect(atWall(day("2027-07-15"), "20:00").toISOString()).toBe("2027-07-15T18:00:00.000Z");
  expect(atWall(day("2027-07-15"), "9:05").toISOString()).toBe("2027-07-15T07:05:00.000Z");
});

test("the hour that summer time skips and the hour that comes twice are moments too", () => {
  expect(atWall(day("2027-03-28"), "02:30").toISOString()).toBe("2027-03-28T01:30:00.000Z");
  expect(wallTimeOf(new Date("2027-03-28T01:30:00Z"))).toEqual({
    day: "2027-03-28",
    time: "03:30",
  });
  expect(atWall(day("2027-10-31"), "02:30").toISOString()).toBe("2027-10-31T00:30:00.000Z");
});

test("every hour of a year comes back as it was written", () => {
  for (let hour = 0; hour < 24 * 365; hour += 7) {
    const moment = new Date(Date.UTC(2027, 0, 1, hour));
    const shown = wallTimeOf(moment);
    const back = atWall(shown.day, shown.time);
    // The repeated hour of October is the one exception, by exactly that hour.
    expect([0, 3_600_000]).toContain(moment.getTime() - back.getTime());
  }
});

test("midnight belongs to the day it begins", () => {
  expect(wallTimeOf(new Date("2027-01-14T23:00:00Z"))).toEqual({
    day: "2027-01-15",
    time: "00:00",
  });
});

test("clock times and weekdays", () => {
  expect(["20:00", "9:30", "24:00", "20.00", "20:60", "x"].map(isWallClock)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(["2026-11-22", "2026-11-23", "2023-12-31"].map((d) => weekdayOf(day(d)))).toEqual([
    7, 1, 7,
  ]);
});
