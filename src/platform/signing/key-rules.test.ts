import { expect, test } from "vitest";
import { standingOf, trustIn } from "./key-rules.ts";

test("the end of a certificate is told two months before", () => {
  const until = new Date("2027-06-30T00:00:00Z");
  const at = (day: string) => standingOf({ until }, new Date(`${day}T00:00:00Z`)).state;
  expect([at("2027-04-30"), at("2027-05-01"), at("2027-06-29"), at("2027-06-30")]).toEqual([
    "good",
    "ends-soon",
    "ends-soon",
    "ended",
  ]);
  expect(standingOf(undefined, until).state).toBe("none");
});

test.each([
  [null, "2027-03-01", "2027-03-01", "full"],
  ["2027-02-01", "2027-01-31", null, "said-before"],
  ["2027-02-01", "2027-02-01", null, "after"],
  ["2027-02-01", null, null, "after"],
  ["2027-02-01", "2027-01-31", "2027-01-31", "stamped-before"],
  // What the seal says of itself counts for nothing against the clock beside it.
  ["2027-02-01", "2027-01-31", "2027-02-02", "after"],
])("a key lost on %s, a seal of %s, a timestamp of %s: %s", (lost, said, stamped, trust) => {
  const moment = (text: string | null) => (text ? new Date(`${text}T00:00:00Z`) : null);
  expect(trustIn(moment(lost), moment(said), moment(stamped))).toBe(trust);
});
