import { expect, test } from "vitest";
import { day } from "../../shared/day.ts";
import {
  DAYS_AFTER,
  endsOf,
  exitStates,
  givenOnProblems,
  nameProblems,
  nextExit,
  nextPaper,
  paperStates,
  stands,
  takingPartOf,
} from "./consent.rules.ts";
import type { Consent, ExitAction, ExitState, PaperAction, PaperState } from "./consent.ts";

const consent = (given: Partial<Consent>): Consent => ({
  id: "1",
  applicationId: "a",
  purpose: "taking-part",
  guardian: 1,
  guardianName: "Besa Hoxha",
  medium: "link",
  givenOn: day("2027-03-10"),
  endsOn: day("2027-07-28"),
  recordedAt: new Date("2027-03-10T08:00:00Z"),
  withdrawnAt: null,
  paperId: null,
  ...given,
});

test("where both are needed, two yeses of one guardian are one", () => {
  const first = consent({});
  const again = consent({ id: "2" });
  const second = consent({ id: "3", guardian: 2 });
  const complete = (list: Consent[], needed: 1 | 2) =>
    takingPartOf(list, needed, "2027-03-11").complete;
  expect(complete([], 1)).toBe(false);
  expect(complete([first], 1)).toBe(true);
  expect(complete([second], 1)).toBe(true);
  expect(complete([first, again], 2)).toBe(false);
  expect(complete([first, second], 2)).toBe(true);
});

test("what is taken back, over or about something else does not count", () => {
  const gone = consent({ withdrawnAt: new Date("2027-03-11T08:00:00Z") });
  const pictures = consent({ purpose: "pictures" });
  expect(takingPartOf([gone, pictures], 1, "2027-03-11")).toEqual({
    needed: 1,
    given: [],
    complete: false,
  });
  expect(stands(consent({}), "2027-07-28")).toBe(true);
  expect(stands(consent({}), "2027-07-29")).toBe(false);
  expect(stands(consent({ endsOn: null }), "2035-01-01")).toBe(true);
});

test("each purpose has an end of its own", () => {
  const last = day("2027-07-28");
  expect(endsOf(last)).toEqual({
    "taking-part": "2027-07-28",
    data: "2028-07-27",
    pictures: "2029-07-27",
  });
  // A programme that says thirty days for what it was told, and nothing for pictures.
  const said = { ...DAYS_AFTER, data: 30, pictures: 0 };
  expect(endsOf(last, said)).toMatchObject({ data: "2027-08-27", pictures: "2027-07-28" });
});

test("a name is taken as it is typed, and a day of tomorrow is refused", () => {
  expect(nameProblems("Đ")).toEqual([
    { code: "too-short", params: { min: 2 }, field: "guardianName" },
  ]);
  expect(nameProblems("  ")).toEqual([{ code: "required", field: "guardianName" }]);
  expect(nameProblems("x".repeat(101))).toHaveLength(1);
  expect(nameProblems("Ђорђе O'Брајан-Ćosić")).toEqual([]);
  expect(givenOnProblems("2027-03-12", "2027-03-11")).toEqual([
    { code: "day-in-future", field: "givenOn" },
  ]);
  expect(givenOnProblems("2027-02-30", "2027-03-11")).toEqual([
    { code: "not-a-day", field: "givenOn" },
  ]);
});

const PAPERS: Record<string, PaperState> = {
  "refused remove": "removed",
  "unread match": "matched",
  "unread remove": "removed",
  "matched match": "matched",
  "matched confirm": "confirmed",
  "matched remove": "removed",
};
const PAPER_ACTIONS: readonly PaperAction[] = ["match", "confirm", "remove"];
for (const state of Object.keys(paperStates) as PaperState[]) {
  for (const action of PAPER_ACTIONS) {
    const after = PAPERS[`${state} ${action}`];
    test(`a photographed sheet that is ${state}: ${action} ${after ?? "is refused"}`, () => {
      expect(nextPaper(state, action)).toEqual(
        after
          ? { ok: true, value: after }
          : { ok: false, problems: [{ code: `paper-${state}`, params: { action } }] },
      );
    });
  }
}

const EXITS: Record<string, ExitState> = {
  "needed print": "printed",
  "printed print": "printed",
  "printed see": "seen",
  "seen reopen": "printed",
};
const EXIT_ACTIONS: readonly ExitAction[] = ["print", "see", "reopen"];
for (const state of Object.keys(exitStates) as ExitState[]) {
  for (const action of EXIT_ACTIONS) {
    const after = EXITS[`${state} ${action}`];
    test(`a border form that is ${state}: ${action} ${after ?? "is refused"}`, () => {
      expect(nextExit(state, action)).toEqual(
        after
          ? { ok: true, value: after }
          : { ok: false, problems: [{ code: `exit-${state}`, params: { action } }] },
      );
    });
  }
}
