import { describe, expect, test } from "vitest";
import { day } from "../../shared/day.ts";
import {
  answerTime,
  isMinorDuring,
  next,
  OFFER_ACTIONS,
  OFFER_STATES,
  overlaps,
} from "./offer.rules.ts";

describe("an offer's states", () => {
  const expected: Record<string, string> = {
    "offered accept": "accepted",
    "offered wish": "wished",
    "offered decline": "declined",
    "offered lapse": "lapsed",
    "wished consent": "accepted",
    "wished decline": "declined",
    "wished lapse": "lapsed",
    "accepted withdraw": "declined",
  };
  for (const state of OFFER_STATES) {
    for (const action of OFFER_ACTIONS) {
      const after = expected[`${state} ${action}`];
      test(`${state}: ${action} ${after ? `makes it ${after}` : "is refused"}`, () => {
        expect(next(state, action)).toEqual(
          after
            ? { ok: true, value: after }
            : { ok: false, problems: [{ code: `offer-${state}`, params: { action } }] },
        );
      });
    }
  }
});

test("somebody who turns 18 on the first day travels as an adult, a day later as a minor", () => {
  expect(isMinorDuring(day("2009-07-01"), day("2027-07-01"))).toBe(false);
  expect(isMinorDuring(day("2009-07-02"), day("2027-07-01"))).toBe(true);
});

test("a form may arrive an hour after the deadline, not a moment longer", () => {
  const by = new Date("2027-03-12T19:00:00Z");
  expect(answerTime(by, new Date("2027-03-12T19:00:00Z"))).toBe("in-time");
  expect(answerTime(by, new Date("2027-03-12T19:00:01Z"))).toBe("grace");
  expect(answerTime(by, new Date("2027-03-12T20:00:00Z"))).toBe("grace");
  expect(answerTime(by, new Date("2027-03-12T20:00:00.001Z"))).toBe("late");
});

test("two stays overlap when they share one day", () => {
  const july = { starts: "2027-07-01", ends: "2027-07-28" };
  expect(overlaps(july, { starts: "2027-07-28", ends: "2027-08-10" })).toBe(true);
  expect(overlaps(july, { starts: "2027-07-29", ends: "2027-08-10" })).toBe(false);
  expect(overlaps(july, { starts: "2027-06-01", ends: "2027-07-01" })).toBe(true);
});
