import { expect, test } from "vitest";
import { type Day, day } from "../../shared/day.ts";
import { ageProblems, lineOf, missingTopics, standingOf } from "./country-sheet.rules.ts";

const today = day("2027-02-01");
const typed = {
  topic: "money",
  words: { en: "One pays in euros." },
  source: "Central bank",
  link: "https://example.org/euro",
  checkedOn: "2027-01-31",
};
const codes = (change: Partial<typeof typed>) =>
  lineOf("IT", { ...typed, ...change }, today).problems.map(({ field, code }) => [field, code]);

test("a line is checked for as long as the age says, and to the day", () => {
  const of = (checkedOn: string, version = 1) =>
    standingOf({ checkedOn: day(checkedOn) as Day, version }, today, 30);
  expect(of("2027-01-02")).toBe("checked");
  expect(of("2027-01-01")).toBe("check-again");
  // What came with the program was looked at by nobody here; too old goes before that.
  expect(of("2027-01-02", 0)).toBe("not-ours");
  expect(of("2027-01-01", 0)).toBe("check-again");
});

test("a line says what, on whose word, and when somebody looked; every gap is named at once", () => {
  expect(codes({})).toEqual([]);
  expect(
    codes({ topic: "weather", words: { en: "" }, source: "", link: "", checkedOn: "" }),
  ).toEqual([
    ["topic", "choose-one"],
    ["words-en", "required"],
    ["source", "required"],
    ["link", "required"],
    ["checkedOn", "required"],
  ]);
  expect(codes({ link: "javascript:alert(1)" })).toEqual([["link", "not-a-website"]]);
  expect(codes({ link: "example.org" })).toEqual([["link", "not-a-website"]]);
  expect(codes({ checkedOn: "2027-02-30" })).toEqual([["checkedOn", "not-a-day"]]);
  expect(codes({ checkedOn: "2027-02-02" })).toEqual([["checkedOn", "day-in-future"]]);
  expect(codes({ words: { en: "x".repeat(601) } })).toEqual([["words-en", "too-long"]]);
});

test("what nobody found is named, unless another room knows it", () => {
  const lines = [{ topic: "money" as const }, { topic: "emergency" as const }];
  expect(missingTopics(lines)).toEqual([
    "contact",
    "exit-papers",
    "stay",
    "school-calendar",
    "recognition",
  ]);
  expect(missingTopics(lines, ["contact", "stay", "exit-papers"])).toEqual([
    "school-calendar",
    "recognition",
  ]);
});

test("an age is a whole number of days between a month and three years", () => {
  expect(ageProblems(365)).toEqual([]);
  expect(ageProblems(29)[0]?.code).toBe("too-small");
  expect(ageProblems(1096)[0]?.code).toBe("too-big");
  expect(ageProblems(Number.NaN)[0]?.code).toBe("not-whole");
});
