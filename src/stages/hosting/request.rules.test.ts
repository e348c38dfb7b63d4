import { expect, test } from "vitest";
import { day } from "../../shared/day.ts";
import type { RequestAction, RequestState } from "./hosting.ts";
import { againOn, changeFrom, next, requestStates, scheduleOf } from "./request.rules.ts";

const ACTIONS: readonly RequestAction[] = [
  "ask",
  "hear-yes",
  "accept",
  "accept-with-change",
  "settle",
  "decline",
  "forward",
  "withdraw",
  "take-back",
  "lapse",
];

test.each(Object.keys(requestStates) as RequestState[])("from %s nothing but its row", (state) => {
  const row: Partial<Record<RequestAction, RequestState>> = requestStates[state];
  for (const action of ACTIONS) {
    const after = next(state, action);
    expect(after.ok ? after.value : after.problems[0]?.code).toBe(
      row[action] ?? "host-request-over",
    );
  }
});

const asked = { places: 2, starts: "2027-07-01", ends: "2027-07-28" };
const typed = (more = {}) => ({
  places: "2",
  starts: "2027-07-01",
  ends: "2027-07-28",
  tasks: "",
  ...more,
});

test.each([
  [typed(), ["host-no-change"]],
  [typed({ places: "1" }), []],
  [typed({ tasks: "Brakes only" }), []],
  [typed({ places: "none", starts: "soon", ends: "" }), ["host-number", "not-a-day", "required"]],
  [typed({ ends: "2027-06-30" }), ["host-ends-before"]],
  [typed({ tasks: "x".repeat(501) }), ["too-long"]],
])("a change is read or refused with every reason: %j", (from, codes) => {
  const read = changeFrom(asked, from);
  expect(read.ok ? [] : read.problems.map(({ code }) => code)).toEqual(codes);
});

test("reminders have their days, and a host says when to ask again", () => {
  expect(scheduleOf(day("2027-03-01"))).toEqual(["2027-03-05", "2027-03-10"]);
  expect(againOn(day("2027-03-01"), "6")).toBe("2027-08-31");
  expect(againOn(day("2027-03-01"), "never")).toBeNull();
});
