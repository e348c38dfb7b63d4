import { expect, test } from "vitest";
import { distribute } from "./distribution.rules.ts";
import {
  assessmentTable,
  interviewTable,
  next,
  objectionTable,
  selectionTable,
} from "./selection.rules.ts";
import { drifts, minutesLeft, spreads } from "./spread.rules.ts";

const TABLES = [
  ["selection", selectionTable, ["begin", "decide", "reopen", "publish", "finish"]],
  ["assessment", assessmentTable, ["save", "skip", "conflict", "lift"]],
  ["interview", interviewTable, ["hold", "miss", "move", "cancel"]],
  ["objection", objectionTable, ["uphold", "reject"]],
] as const;

/** Written down by hand: from each state, what every action gives, in the order above. */
const EXPECTED: Readonly<Record<string, readonly (string | null)[]>> = {
  "selection preparing": ["assessing", null, null, null, null],
  "selection assessing": [null, "decided", null, null, null],
  "selection decided": [null, null, "assessing", "provisional", null],
  "selection provisional": [null, null, null, null, "final"],
  "selection final": [null, null, null, null, null],
  "assessment waiting": ["scored", "skipped", "conflicted", null],
  "assessment skipped": ["scored", "skipped", "conflicted", null],
  "assessment scored": ["scored", null, "conflicted", null],
  "assessment conflicted": [null, null, null, "waiting"],
  "interview planned": ["held", "missed", "planned", "cancelled"],
  "interview held": [null, null, null, null],
  "interview missed": [null, null, "planned", null],
  "interview cancelled": [null, null, "planned", null],
  "objection open": ["upheld", "rejected"],
  "objection upheld": [null, null],
  "objection rejected": [null, null],
};

test.each(TABLES)("%s: every state and action", (thing, table, actions) => {
  for (const state of Object.keys(table)) {
    const given = actions.map((action) => {
      const to = next(thing, state as never, action as never);
      if (!to.ok) expect(to.problems[0]?.code).toBe(`${thing}-${state}`);
      return to.ok ? to.value : null;
    });
    expect(given, state).toEqual(EXPECTED[`${thing} ${state}`]);
  }
});

const draw = (text: string): string =>
  [...text].reduce((hash, sign) => (hash * 31 + sign.charCodeAt(0)) % 1_000_003, 7).toString();
const people = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, at) => ({
    id: `a${at}`,
    organisationIds: [],
    country: null,
    ...more,
  }));
const cases = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: `c${at}`,
    country: at % 2 ? "AL" : "RS",
    organisationId: `s${at % 5}`,
  }));
const plan = {
  cases: cases(60),
  assessors: people(5),
  perCase: 2,
  shared: 3,
  conflicts: [],
  given: [],
  draw,
};

test("cases are given out evenly: three to everybody, two people for each of the others", () => {
  const made = distribute(plan);
  if (!made.ok) throw new Error("not distributed");
  const shared = new Set(made.value.filter((one) => one.shared).map((one) => one.caseId));
  expect(shared.size).toBe(3);
  expect(made.value.filter((one) => one.shared).length).toBe(15);
  const each = new Map<string, Set<string>>();
  const load = new Map<string, number>();
  for (const { caseId, assessorId } of made.value) {
    each.set(caseId, (each.get(caseId) ?? new Set()).add(assessorId));
    load.set(assessorId, (load.get(assessorId) ?? 0) + 1);
  }
  expect(each.size).toBe(60);
  for (const [id, by] of each) expect(by.size).toBe(shared.has(id) ? 5 : 2);
  const loads = [...load.values()];
  expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
});

test("nobody gets a person of the own organisation, of another team's country or in conflict", () => {
  const made = distribute({
    ...plan,
    shared: 0,
    assessors: [
      ...people(3, { organisationIds: ["s2", "s1"] }),
      { id: "al", organisationIds: [], country: "AL" },
      { id: "x", organisationIds: [], country: null },
      { id: "y", organisationIds: [], country: null },
    ],
    conflicts: [{ caseId: "c7", assessorId: "x" }],
  });
  if (!made.ok) throw new Error("not distributed");
  const byId = new Map(plan.cases.map((one) => [one.id, one]));
  for (const { caseId, assessorId } of made.value) {
    const one = byId.get(caseId)!;
    if (["a0", "a1", "a2"].includes(assessorId)) expect(one.organisationId).not.toBe("s1");
    if (assessorId === "al") expect(one.country).toBe("AL");
    expect([caseId, assessorId]).not.toEqual(["c7", "x"]);
  }
});

test("what was given out stays, and only what a conflict left open is filled", () => {
  const first = distribute(plan);
  if (!first.ok) throw new Error("not distributed");
  const gone = first.value.find((one) => !one.shared)!;
  const again = distribute({
    ...plan,
    given: first.value.filter((one) => one !== gone),
    conflicts: [gone],
  });
  if (!again.ok) throw new Error("not distributed");
  expect(again.value).toHaveLength(1);
  expect(again.value[0]).toMatchObject({ caseId: gone.caseId, shared: false });
  expect(again.value[0]?.assessorId).not.toBe(gone.assessorId);
});

test("what a removed assessor has scored is not given out again", () => {
  const first = distribute(plan);
  if (!first.ok) throw new Error("not distributed");
  const [out, ...rest] = plan.assessors;
  const scored = first.value.find((one) => !one.shared && one.assessorId === out!.id)!;
  const again = distribute({
    ...plan,
    assessors: rest,
    given: first.value.filter((one) => one.assessorId !== out!.id || one === scored),
  });
  if (!again.ok) throw new Error("not distributed");
  expect(again.value.length).toBeGreaterThan(0);
  expect(again.value.map(({ caseId }) => caseId)).not.toContain(scored.caseId);
});

test("too few assessors for a case is said with the number of cases", () => {
  expect(distribute({ ...plan, assessors: people(1), shared: 0 })).toEqual({
    ok: false,
    problems: [{ code: "too-few-assessors", params: { count: 60, each: 2 } }],
  });
});

test("the widest disagreement comes first, and drift is against the same cases alone", () => {
  const score = (caseId: string, assessorId: string, value: number, criterion = "why") => ({
    caseId,
    assessorId,
    value,
    criterion,
  });
  const scores = [
    score("c1", "a", 3),
    score("c1", "b", 3),
    score("c2", "a", 4),
    score("c2", "b", 1),
    score("c3", "a", 4),
    score("c3", "a", 1, "alone"),
    score("c3", "b", 2, "alone"),
  ];
  expect(spreads(scores)).toEqual([
    { caseId: "c2", criterion: "why", spread: 3 },
    { caseId: "c3", criterion: "alone", spread: 1 },
    { caseId: "c1", criterion: "why", spread: 0 },
  ]);
  expect(drifts(scores)).toEqual([
    { assessorId: "a", scores: 4, mean: 3, from: 2 / 3 },
    { assessorId: "b", scores: 3, mean: 2, from: -2 / 3 },
  ]);
});

test("the time left follows one's own pace, and a lunch break is not one case", () => {
  const at = (minutes: number) => new Date(Date.UTC(2027, 2, 1, 9, minutes));
  expect(minutesLeft([], 25)).toBe(60);
  expect(minutesLeft([at(0), at(2), at(4), at(6), at(66), at(68)], 10)).toBe(20);
});
