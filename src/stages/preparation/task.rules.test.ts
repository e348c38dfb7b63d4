import { expect, test } from "vitest";
import { day } from "../../shared/day.ts";
import {
  adultsNeeded,
  dueDay,
  next,
  nextReminder,
  readyProblems,
  standing,
  TASK_ACTIONS,
  TASK_STATES,
  taskStates,
} from "./task.rules.ts";
import type { Facts, KeptState, StoredTask } from "./task.ts";

const SINCE = new Date("2027-03-01T08:00:00Z");
const TODAY = day("2027-05-01");
const FACTS: Facts = {
  mobilityId: "m",
  starts: day("2027-07-01"),
  ends: day("2027-07-28"),
  country: "ES",
  sendingCountry: "AL",
  birthDate: day("2010-05-01"),
  personSince: SINCE,
  flowId: "f",
  companySince: SINCE,
  papers: { nationality: "AL", issued: day("2024-01-01"), expires: day("2034-01-01") },
  agreement: { state: "signed", since: SINCE },
  exitNeeded: "yes",
  exitState: "seen",
  minors: 10,
  adults: 1,
  adultsUnvetted: 0,
  minorsPerAdult: 10,
  there: true,
  home: true,
  bed: true,
  card: true,
  insured: [{ kind: "health", starts: day("2027-06-30"), ends: day("2027-07-29") }],
  awayFrom: day("2027-06-30"),
  awayUntil: day("2027-07-29"),
};
const HALF = { kind: "health", starts: day("2027-06-30"), ends: day("2027-07-14") } as const;
const task = (code: string, more: Partial<StoredTask> = {}): StoredTask => ({
  id: code,
  mobilityId: "m",
  code,
  name: null,
  who: "learner",
  due: day("2027-06-01"),
  blocking: true,
  afterCode: null,
  proof: false,
  state: "open",
  since: SINCE,
  note: null,
  reason: null,
  remindOn: [-7, 0, 7],
  reminders: 0,
  remindedAt: null,
  remindedBy: null,
  ...more,
});
const one = (code: string, facts: Partial<Facts>, more: Partial<StoredTask> = {}) =>
  standing([task(code, more)], { ...FACTS, ...facts }, TODAY)[0]!;

test("every state and every action: where it leads, or that it is refused", () => {
  for (const state of TASK_STATES) {
    for (const action of TASK_ACTIONS) {
      const after = (taskStates[state] as Partial<Record<string, KeptState>>)[action];
      expect(next(state, action)).toEqual(
        after
          ? { ok: true, value: after }
          : { ok: false, problems: [{ code: `task-${state}`, params: { action } }] },
      );
    }
  }
});

test.each<[string, Partial<Facts>, string, string | null]>([
  ["id-papers", {}, "done", null],
  ["id-papers", { papers: null }, "open", "passport-none"],
  // Rule S3: three months after the last day, and not ten years old at the border.
  [
    "id-papers",
    {
      papers: { nationality: "AL", issued: day("2024-01-01"), expires: day("2027-10-27") },
    },
    "open",
    "passport-expires",
  ],
  [
    "id-papers",
    {
      papers: { nationality: "AL", issued: day("2024-01-01"), expires: day("2027-10-28") },
    },
    "done",
    null,
  ],
  [
    "id-papers",
    {
      papers: { nationality: "AL", issued: day("2017-07-01"), expires: day("2034-01-01") },
    },
    "open",
    "passport-too-old",
  ],
  ["company-found", { companySince: null }, "open", "no-company"],
  ["company-found", {}, "done", null],
  ["agreement-signed", { agreement: null }, "open", "agreement-none"],
  ["agreement-signed", { agreement: { state: "sent", since: SINCE } }, "open", "agreement-sent"],
  // A correction after everybody signed: the signature of whom it concerns has fallen.
  [
    "agreement-signed",
    { agreement: { state: "amended", since: SINCE } },
    "open",
    "agreement-amended",
  ],
  ["exit-authorisation", { exitState: "printed" }, "open", "exit-printed"],
  ["exit-authorisation", { exitNeeded: "no", exitState: "needed" }, "done", null],
  ["group-adults", {}, "done", null],
  // Rule M1: eleven minors are more than one adult may look after.
  ["group-adults", { minors: 11 }, "open", "adults-missing"],
  ["group-adults", { minors: 11, adults: 2 }, "done", null],
  ["group-adults", { adultsUnvetted: 1 }, "open", "adults-unvetted"],
  ["medical-card", { card: false }, "open", "card-none"],
  ["journey-booked", { home: false }, "open", "journey-no-home"],
  ["journey-booked", { there: false }, "open", "journey-no-there"],
  ["lodging", { bed: false }, "open", "bed-none"],
  ["insurance-health", {}, "done", null],
  ["insurance-accident", {}, "open", "insurance-none"],
  // The flight home is a day later: that day is somebody's own risk.
  ["insurance-health", { awayUntil: day("2027-07-30") }, "open", "insurance-gap"],
  ["insurance-health", { insured: [HALF] }, "open", "insurance-gap"],
])("%s follows what is known elsewhere", (code, facts, state, why) => {
  const found = one(code, facts);
  expect([found.state, found.why?.code ?? null]).toEqual([state, why]);
});

test("what was done by hand and what nobody needs stays so; nothing known is done by hand", () => {
  expect(one("lodging", { bed: false }, { state: "done" }).state).toBe("done");
  expect(one("journey-booked", { there: false }, { state: "done" }).state).toBe("done");
  expect(one("insurance-accident", {}, { state: "done", proof: true }).state).toBe("done");
  // An insurance of the family that was handed in is looked at, and says nothing of a policy.
  expect(one("insurance-accident", {}, { state: "being-checked", proof: true })).toMatchObject({
    state: "being-checked",
    why: null,
  });
  expect(one("agreement-signed", { agreement: null }, { state: "done" }).state).toBe("open");
  expect(one("agreement-signed", { agreement: null }, { state: "not-needed" }).state).toBe(
    "not-needed",
  );
});

test("a task waits for the one before it, and for nobody where that one is not asked", () => {
  const list = [task("id-papers"), task("journey-booked", { afterCode: "id-papers" })];
  const none = { papers: null, there: false, home: false };
  const states = (tasks: readonly StoredTask[], facts: Partial<Facts>) =>
    standing(tasks, { ...FACTS, ...facts }, TODAY).map(({ state }) => state);
  expect(states(list, none)).toEqual(["open", "cannot-start"]);
  expect(states([{ ...list[0]!, state: "not-needed" }, list[1]!], none)).toEqual([
    "not-needed",
    "open",
  ]);
  expect(states(list.slice(1), none)).toEqual(["open"]);
});

test("ready only when nothing that blocks is open, and every reason is told at once", () => {
  const list = [
    task("id-papers"),
    task("language-course", { proof: true }),
    task("safety-briefing", { blocking: false }),
    task("lodging", { who: "hosting-partner" }),
  ];
  const tell = (facts: Partial<Facts>, tasks = list) =>
    readyProblems(standing(tasks, { ...FACTS, ...facts }, TODAY)).map(
      ({ code, params }) => `${code} ${params?.task} ${params?.who}`,
    );
  expect(tell({ papers: null, bed: false })).toEqual([
    "task-blocks id-papers learner",
    "task-blocks language-course learner",
    "task-blocks lodging hosting-partner",
  ]);
  // Being looked at is not done yet.
  const handedIn = list.map((one) =>
    one.code === "language-course" ? { ...one, state: "being-checked" as const } : one,
  );
  expect(tell({}, handedIn)).toEqual(["task-blocks language-course learner"]);
  const done = list.map((one) => ({ ...one, state: "done" as const }));
  expect(tell({}, done)).toEqual([]);
  expect(readyProblems([])).toEqual([{ code: "tasks-not-made" }]);
});

test.each([
  [0, 10, 0],
  [1, 10, 1],
  [10, 10, 1],
  [11, 10, 2],
  [30, 8, 4],
])("%i minors with %i an adult need %i", (minors, ratio, needed) => {
  expect(adultsNeeded(minors, ratio)).toBe(needed);
});

test("a list made late is due at once, and never after the first day", () => {
  const starts = day("2027-07-01");
  expect(dueDay(starts, 30, day("2027-03-01"))).toBe("2027-06-01");
  expect(dueDay(starts, 30, day("2027-06-20"))).toBe("2027-06-20");
  expect(dueDay(starts, 30, day("2027-07-05"))).toBe("2027-07-01");
});

test("three reminders: a week before, on the day, a week after; none for what is with the office", () => {
  const at = (reminders: number, state: KeptState = "open") =>
    nextReminder({
      ...one("language-course", {}, { proof: true, state }),
      reminders,
    });
  expect([at(0), at(1), at(2), at(3)]).toEqual(["2027-05-25", "2027-06-01", "2027-06-08", null]);
  expect([at(0, "being-checked"), at(0, "done")]).toEqual([null, null]);
});
