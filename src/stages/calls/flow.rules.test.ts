import { expect, test } from "vitest";
import { day } from "../../shared/day.ts";
import type { CallId, FlowId } from "../../shared/id.ts";
import { callProblems, nextCall } from "./call.rules.ts";
import { CALL_ACTIONS, CALL_STATES, type NewCall } from "./call.ts";
import { flowProblems, mergeProblems, nextFlow, reasonProblems } from "./flow.rules.ts";
import { FLOW_ACTIONS, FLOW_STATES, type NewFlow } from "./flow.ts";

test("every state and action of a call", () => {
  const table = CALL_STATES.map((state) =>
    CALL_ACTIONS.map((action) => {
      const next = nextCall(state, action);
      return next.ok ? next.value : next.problems[0]?.code;
    }),
  );
  expect(table).toEqual([
    ["open", "call-is-draft", "call-is-draft"],
    ["call-is-open", "closed", "call-is-open"],
    ["call-is-closed", "call-is-closed", "published"],
    ["call-is-published", "call-is-published", "call-is-published"],
  ]);
});

test("every state and action of a flow", () => {
  const table = FLOW_STATES.map((state) =>
    FLOW_ACTIONS.map((action) => {
      const next = nextFlow(state, action);
      return next.ok ? next.value : next.problems[0]?.code;
    }),
  );
  expect(table).toEqual([
    ["cancelled", "merged"],
    ["flow-is-cancelled", "flow-is-cancelled"],
    ["flow-is-merged", "flow-is-merged"],
  ]);
});

const id = (text: string) => text as FlowId;
const call = "call" as CallId;

test("a flow is merged only into an open one of its call and country, not into itself", () => {
  const from = { id: id("a"), callId: call, sendingCountry: "AL", state: "open" } as const;
  const code = (into: Parameters<typeof mergeProblems>[1]) => mergeProblems(from, into)[0]?.code;
  expect(code({ ...from, id: id("b") })).toBeUndefined();
  expect(code(undefined)).toBe("not-a-choice");
  expect(code({ ...from, id: id("b"), callId: "other" as CallId })).toBe("not-a-choice");
  expect(code(from)).toBe("merge-into-itself");
  expect(code({ ...from, id: id("b"), state: "cancelled" })).toBe("flow-is-cancelled");
  expect(code({ ...from, id: id("b"), state: "merged" })).toBe("flow-is-merged");
  expect(code({ ...from, id: id("b"), sendingCountry: "RS" })).toBe("merge-other-country");
});

test("a reason says something", () => {
  expect(reasonProblems(" ")[0]?.code).toBe("required");
  expect(reasonProblems("too few")[0]?.code).toBe("too-short");
  expect(reasonProblems("x".repeat(501))[0]?.code).toBe("too-long");
  expect(reasonProblems("Only one person wished for it.")).toEqual([]);
});

test("a flow names all that is wrong with it at once", () => {
  const flow: NewFlow = {
    callId: "call",
    code: "with space",
    sendingCountry: "Albania",
    hostingOrganisationId: "x",
    city: " ",
    country: "IT",
    starts: day("2027-07-01"),
    ends: day("2027-07-03"),
    minimum: 5,
    places: [
      { trade: "cook", seats: 2, reserved: [{ code: "reserve_9", seats: 3 }] },
      { trade: null, seats: 1 },
    ],
  };
  const problems = flowProblems(flow, { minimumDays: 14, maximumDays: 45 }, new Set(["reserve_1"]));
  expect(problems.map((p) => `${p.field} ${p.code}`)).toEqual([
    "code not-a-short-name",
    "city required",
    "sendingCountry not-a-country",
    "ends flow-too-short",
    "minimum too-big",
    "places trade-beside-every-trade",
    "places more-reserved-than-seats",
    "places reserve-not-in-call",
  ]);
});

test("a call names all that is wrong with it at once", () => {
  const from: NewCall = {
    lineId: "x",
    number: 0,
    title: {},
    opensAt: new Date("2027-02-01T08:00:00Z"),
    closesAt: new Date("2027-01-01T08:00:00Z"),
    decideBy: day("2026-12-01"),
    answerBy: new Date("2026-11-01T08:00:00Z"),
    minimumAge: 12,
    maximumAge: 11,
    drawSeed: "my lucky number",
    criteria: [],
  };
  expect(callProblems(from).map((p) => `${p.field} ${p.code}`)).toEqual([
    "number too-small",
    "drawSeed not-a-seed",
    "title required",
    "closesAt closes-before-it-opens",
    "decideBy decided-before-it-closes",
    "answerBy answered-before-decided",
    "minimumAge too-small",
    "maximumAge too-small",
    "criteria required",
  ]);
});
