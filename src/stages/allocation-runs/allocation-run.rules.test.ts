import { expect, test } from "vitest";
import { equityVerdict, next, signaturesMissing, wilson } from "./allocation-run.rules.ts";
import { RUN_ACTIONS, RUN_STATES } from "./allocation-run.ts";
import { checkCall } from "./data-checks.rules.ts";

test("every state answers every action", () => {
  const table = Object.fromEntries(
    RUN_STATES.map((state) => [
      state,
      RUN_ACTIONS.map((action) => {
        const to = next(state, action);
        return to.ok ? to.value : "-";
      }).join(" "),
    ]),
  );
  expect(RUN_ACTIONS).toEqual(["finish", "fail", "replace", "sign", "publish"]);
  expect(table).toEqual({
    computing: "computed failed - - -",
    computed: "- - superseded computed published",
    failed: "- - - - -",
    superseded: "- - - - -",
    published: "- - - - -",
  });
});

test("the interval is Wilson's, also at the ends of the scale", () => {
  const rounded = (successes: number, total: number) => {
    const { low, high } = wilson(successes, total);
    return [Math.round(low * 1000) / 1000, Math.round(high * 1000) / 1000];
  };
  // Worked by hand and in the literature: 81 of 263, 15 of 148, 0 of 20, 1 of 29 (Newcombe 1998).
  expect(rounded(81, 263)).toEqual([0.255, 0.366]);
  expect(rounded(15, 148)).toEqual([0.062, 0.16]);
  expect(rounded(0, 20)).toEqual([0, 0.161]);
  expect(rounded(1, 29)).toEqual([0.006, 0.172]);
  expect(rounded(0, 0)).toEqual([0, 1]);
});

test("a difference is claimed only where chance does not explain it", () => {
  const group = (placed: number, applied: number) => wilson(placed, applied);
  expect(equityVerdict([group(3, 6), group(1, 6)])).toBe("too-few");
  expect(equityVerdict([group(46, 100), group(49, 100)])).toBe("within-chance");
  expect(equityVerdict([group(20, 100), group(60, 100)])).toBe("difference");
  expect(equityVerdict([group(46, 100), group(49, 100), group(1, 3)])).toBe("too-few");
  expect(equityVerdict([group(46, 100)])).toBe("too-few");
});

const hashes = { problemHash: "p", resultHash: "r" };
const signed = (userId: string, role: string, resultHash = "r") => ({
  userId,
  role,
  personName: userId,
  organisationId: null,
  problemHash: "p",
  resultHash,
  signedAt: new Date(0),
});
const missing = (...list: ReturnType<typeof signed>[]) =>
  signaturesMissing(list, hashes).map((p) => p.code);

test("four eyes: a coordinator, a country partner, two people, this result", () => {
  expect(missing()).toEqual(["coordinator-must-sign", "country-partner-must-sign"]);
  expect(missing(signed("a", "coordinator"))).toEqual(["country-partner-must-sign"]);
  expect(missing(signed("a", "coordinator"), signed("b", "coordinator"))).toEqual([
    "country-partner-must-sign",
  ]);
  expect(missing(signed("a", "coordinator"), signed("a", "country-partner"))).toEqual([
    "two-people-must-sign",
  ]);
  expect(missing(signed("a", "coordinator"), signed("b", "country-partner", "other"))).toEqual([
    "signature-for-another-result",
    "country-partner-must-sign",
  ]);
  expect(missing(signed("a", "coordinator"), signed("b", "country-partner"))).toEqual([]);
});

test("each of the six data checks finds what it is for, all at once", () => {
  const applicant = (code: string, points: number, sum: number | null, folded = code) => ({
    applicationId: code,
    code,
    points,
    sum,
    birthDate: "2009-01-01",
    folded,
  });
  const bad = checkCall({
    state: "open",
    applicants: [applicant("A", 5, 5, "x"), applicant("B", 5, 4, "x"), applicant("C", 5, null)],
    places: [{ placeId: "p", seats: 1 }],
    reservedSeats: [{ placeId: "p", seats: 2 }],
    options: [{ applicationId: "A", placeId: "p" }],
    pins: [
      { applicationId: "A", placeId: "p" },
      { applicationId: "B", placeId: "p" },
    ],
    finalList: false,
  });
  expect(bad.map((c) => [c.code, c.passed, c.stop, c.codes])).toEqual([
    ["call-is-closed", false, true, []],
    ["points-add-up", false, true, ["B", "C"]],
    ["places-have-seats", false, true, []],
    ["wishes-left", false, false, ["B", "C"]],
    ["nobody-twice", false, false, ["A", "B"]],
    ["pins-fit", false, true, ["B"]],
    ["final-list", false, true, []],
  ]);
  const good = checkCall({
    state: "closed",
    applicants: [applicant("A", 5, 5)],
    places: [{ placeId: "p", seats: 1 }],
    reservedSeats: [{ placeId: "p", seats: 1 }],
    options: [{ applicationId: "A", placeId: "p" }],
    pins: [{ applicationId: "A", placeId: "p" }],
    finalList: null,
  });
  // Where points are imported there is no list to wait for, and so no check for one.
  expect(good).toHaveLength(6);
  expect(good.every((c) => c.passed)).toBe(true);
});
