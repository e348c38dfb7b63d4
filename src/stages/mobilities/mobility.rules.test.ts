import { expect, test } from "vitest";
import { day } from "../../shared/day.ts";
import { MOBILITY_ACTIONS, MOBILITY_STATES, next, stateOn } from "./mobility.rules.ts";

const expected: Record<string, string> = {
  "planned match": "matched",
  "matched prepare": "preparing",
  "preparing be-ready": "ready",
  "ready reopen": "preparing",
  "on-hold unmatch": "on-hold",
  "on-hold resume": "planned",
  "on-hold resume-matched": "matched",
  "on-hold cancel": "cancelled",
  "in-progress finish": "finished",
  "in-progress cancel": "cancelled",
  "in-progress interrupt": "interrupted",
  "in-progress extend": "extended",
  "in-progress return-early": "early-return",
  "interrupted go-on": "in-progress",
  "interrupted return-early": "early-return",
  "extended interrupt": "interrupted",
  "extended extend": "extended",
  "extended return-early": "early-return",
  "extended finish": "finished",
  "extended cancel": "cancelled",
  "early-return finish": "finished",
  "finished report": "reported",
  "reported recognise": "recognised",
  "recognised close": "closed",
  "interrupted finish": "finished",
  "interrupted cancel": "cancelled",
};
for (const state of ["planned", "matched", "preparing", "ready"]) {
  expected[`${state} start`] = "in-progress";
  expected[`${state} finish`] = "finished";
  expected[`${state} cancel`] = "cancelled";
  expected[`${state} hold`] = "on-hold";
  if (state !== "planned") expected[`${state} unmatch`] = "planned";
}
for (const state of MOBILITY_STATES) {
  for (const action of MOBILITY_ACTIONS) {
    const after = expected[`${state} ${action}`];
    test(`a mobility that is ${state}: ${action} ${after ?? "is refused"}`, () => {
      expect(next(state, action)).toEqual(
        after
          ? { ok: true, value: after }
          : { ok: false, problems: [{ code: `mobility-${state}`, params: { action } }] },
      );
    });
  }
}

test("an imported stay begins where its dates put it", () => {
  const stay = { starts: "2027-07-01", ends: "2027-07-28" };
  expect(stateOn(day("2027-06-30"), stay)).toBe("planned");
  expect(stateOn(day("2027-07-01"), stay)).toBe("in-progress");
  expect(stateOn(day("2027-07-28"), stay)).toBe("in-progress");
  expect(stateOn(day("2027-07-29"), stay)).toBe("finished");
});
