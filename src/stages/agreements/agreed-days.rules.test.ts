import { expect, test } from "vitest";
import { agreedDayProblems } from "./agreed-days.rules.ts";
import type { AgreementKind } from "./agreement.ts";

const said = (kind: AgreementKind, content: Readonly<Record<string, string | string[]>>) =>
  agreedDayProblems(kind, content).map(({ code, field, params }) =>
    [field, code, params?.minimum ?? params?.maximum ?? params?.most].filter(Boolean).join(" "),
  );

test.each([
  ["vet-short", "2027-06-01", "2027-06-30", []],
  ["vet-short", "2027-06-01", "2027-08-28", []],
  ["vet-short", "2027-06-01", "2027-08-29", ["mobility.to stay-too-long 89"]],
  ["vet-short", "2027-06-01", "2027-06-02", []],
  ["vet-short", "2027-06-01", "2027-06-01", ["mobility.to stay-too-short 2"]],
  ["vet-long", "2027-06-01", "2027-08-28", ["mobility.to stay-too-short 90"]],
  ["vet-long", "2027-06-01", "2027-08-29", []],
  ["vet-group", "2027-06-01", "2027-07-01", ["mobility.to stay-too-long 30"]],
  ["skills-competition", "2027-06-01", "2027-06-11", ["mobility.to stay-too-long 10"]],
  ["job-shadowing", "2027-06-01", "2027-07-31", ["mobility.to stay-too-long 60"]],
  // An assignment of staff may be a single day, and what is not chosen yet has no limits.
  ["teaching", "2027-06-01", "2027-06-01", []],
  ["", "2027-06-01", "2027-06-01", []],
  ["vet-short", "2027-06-30", "2027-06-01", ["mobility.to days-reversed"]],
  ["vet-short", "", "2027-06-01", []],
])("a learning agreement of %s from %s to %s", (activity, from, to, expected) => {
  const content = { "mobility.activity": activity, "mobility.from": from, "mobility.to": to };
  expect(said("learning-agreement", content)).toEqual(expected);
});

// Thirty days of Pristina to Maribor: with two days of travel money for 32 at most, with four green ones 34.
test.each([
  ["2", "32", "travel", []],
  ["2", "33", "travel", ["stay.funded-days funded-days 32"]],
  ["0", "20", "travel", []],
  ["3", "30", "travel", ["stay.travel-days travel-days 2"]],
  ["4", "34", "green-travel", []],
  [
    "7",
    "38",
    "green-travel",
    ["stay.travel-days travel-days 6", "stay.funded-days funded-days 37"],
  ],
  ["2", "many", "travel", []],
])("of a grant: %s days of travel, money for %s days, %s", (travel, funded, support, expected) => {
  expect(
    said("grant-agreement", {
      "stay.activity": "vet-short",
      "stay.from": "2021-10-04",
      "stay.to": "2021-11-02",
      "stay.travel-days": travel,
      "stay.funded-days": funded,
      "amounts.supports": [`${support}: 275.00: in-kind`],
    }),
  ).toEqual(expected);
});
