import { expect, test } from "vitest";
import { day } from "../../src/shared/day.ts";
import { hasEnded } from "../../src/stages/opportunities/opportunity.rules.ts";
import { lookedAt } from "./opportunities.ts";

test.each([
  ["2026-11-22", "2026-11-22"],
  ["2025-06-10", "2025-06-10"],
  ["2027-03-01", "2026-11-22"],
  ["2027-11-22", "2027-11-19"],
  ["2031-02-01", "2031-01-29"],
])("a world of %s has looked on %s, and its list is not empty", (today, checked) => {
  const checkedOn = lookedAt(day(today), "");
  expect(checkedOn).toBe(checked);
  expect(hasEnded({ deadline: null, checkedOn }, day(today))).toBe(false);
});

test("what is over is not looked at again", () => {
  expect(lookedAt(day("2027-11-22"), "2027-12-01")).toBe("2026-11-22");
});
