import { expect, test } from "vitest";
import { day } from "../../shared/day.ts";
import {
  endsOnOf,
  hasEnded,
  nextOpportunity,
  opportunityOf,
  opportunityStates,
} from "./opportunity.rules.ts";
import type { OpportunityAction, OpportunityState } from "./opportunity.ts";

const today = day("2027-02-01");
const known = { countries: ["AL", "RS"], lines: ["one-month"] };
const typed = {
  title: { en: "Volunteering" },
  about: { en: "Two weeks to twelve months." },
  organiser: "European Union",
  countries: ["RS", "AL"],
  audience: ["learners"],
  lineCode: "",
  deadline: "2027-02-01",
  source: "The organiser's page",
  link: "https://example.org",
  checkedOn: "2027-02-01",
};
const codes = (change: Partial<typeof typed>) =>
  opportunityOf({ ...typed, ...change }, known, today).problems.map((one) => [one.field, one.code]);

test("one is in the list on its last day and gone on the next; without one, half a year after a look", () => {
  const dated = { deadline: day("2027-02-01"), checkedOn: day("2026-01-01") };
  expect([hasEnded(dated, today), hasEnded(dated, day("2027-02-02"))]).toEqual([false, true]);
  const open = { deadline: null, checkedOn: day("2026-08-05") };
  expect(endsOnOf(open)).toBe("2027-02-01");
  expect([hasEnded(open, today), hasEnded(open, day("2027-02-02"))]).toEqual([false, true]);
});

test("everything that is missing or impossible is named at once", () => {
  expect(codes({})).toEqual([]);
  expect(opportunityOf(typed, known, today).opportunity?.countries).toEqual(["AL", "RS"]);
  expect(
    codes({
      title: { en: "" },
      about: { en: "" },
      organiser: "",
      countries: [],
      audience: [],
      lineCode: "none",
      deadline: "2027-01-31",
      source: "",
      link: "",
      checkedOn: "",
    }),
  ).toEqual([
    ["title-en", "required"],
    ["about-en", "required"],
    ["organiser", "required"],
    ["source", "required"],
    ["link", "required"],
    ["countries", "choose-some"],
    ["audience", "choose-some"],
    ["lineCode", "not-a-choice"],
    ["deadline", "deadline-past"],
    ["checkedOn", "required"],
  ]);
  expect(codes({ countries: ["AL", "FR"] })).toEqual([["countries", "not-a-choice"]]);
  expect(codes({ audience: ["learners", "pets"] })).toEqual([["audience", "not-a-choice"]]);
  expect(codes({ link: "javascript:alert(1)" })).toEqual([["link", "not-a-website"]]);
  expect(codes({ checkedOn: "2027-02-02" })).toEqual([["checkedOn", "day-in-future"]]);
});

test("every state and every act: what is not in the table is refused", () => {
  const acts: OpportunityAction[] = ["propose", "publish", "refuse", "take-down"];
  const table = Object.keys(opportunityStates).map((state) => [
    state,
    acts.map((act) => {
      const next = nextOpportunity(state as OpportunityState, act);
      return next.ok ? next.value : "-";
    }),
  ]);
  expect(table).toEqual([
    ["proposed", ["proposed", "shown", "refused", "-"]],
    ["shown", ["proposed", "-", "-", "taken-down"]],
    ["refused", ["proposed", "shown", "-", "-"]],
    ["taken-down", ["proposed", "shown", "-", "-"]],
  ]);
});
