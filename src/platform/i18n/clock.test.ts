import { expect, test } from "vitest";
import { day } from "../../shared/day.ts";
import { LOCALES, wordsFor } from "./index.ts";

const EVENING = new Date("2027-02-03T14:05:00Z");

test.each(LOCALES)("%s has a clock of 24 hours and months by name with the weekday", (locale) => {
  const words = wordsFor(locale);
  expect(words.time(EVENING)).toMatch(/^15[:.]05$/);
  expect(words.time(new Date("2027-02-02T23:05:00Z"))).toMatch(/^00[:.]05$/);
  for (const text of [
    words.dayTime(EVENING),
    words.deadline(EVENING),
    words.day(day("2027-02-03")),
  ]) {
    expect(text).toMatch(/2027/);
    // Never 03/02 or 3.2., and no half of a day.
    expect(text).not.toMatch(/\b0?3[./-]\s?0?2[./-]/);
    expect(text).not.toMatch(/\b(?:am|pm|AM|PM|m\.d|p\.d|пре подне|по подне)\b/);
    expect(text.toLowerCase()).toContain(words.weekday(EVENING).toLowerCase());
  }
});
