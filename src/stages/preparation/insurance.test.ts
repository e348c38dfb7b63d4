/** Insurance as policies with days: every day from door to door is covered, or it is said which not. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { Tx } from "../../platform/db/index.ts";
import { addDays, type Day, day } from "../../shared/day.ts";
import type { Result } from "../../shared/result.ts";
import { stayFacts } from "../agreements/facts.store.ts";
import { suggestContent } from "../agreements/suggest-content.ts";
import { matchMobility } from "../mobilities/match-mobility.ts";
import { prepareMobility } from "../mobilities/prepare-mobility.ts";
import { bookJourney } from "./book-journey.ts";
import { firstGap, readPolicy, type TypedPolicy } from "./insurance.rules.ts";
import { addPolicy, changePolicy, endPolicy, readInsurance } from "./keep-insurance.ts";
import { makeTasks } from "./make-tasks.ts";
import { readStayTasks } from "./read-preparation.ts";

const span = (starts: string, ends: string) => ({ starts: day(starts), ends: day(ends) });

test.each<[string, readonly (readonly [string, string])[], readonly [string, string] | null]>([
  ["one for all days", [["2027-07-01", "2027-07-28"]], null],
  ["none", [], ["2027-07-01", "2027-07-28"]],
  ["the last day is missing", [["2027-07-01", "2027-07-27"]], ["2027-07-28", "2027-07-28"]],
  ["it begins a day late", [["2027-07-02", "2027-08-01"]], ["2027-07-01", "2027-07-01"]],
  [
    "two that follow each other, typed in the other order",
    [
      ["2027-07-15", "2027-07-28"],
      ["2027-06-01", "2027-07-14"],
    ],
    null,
  ],
  [
    "a day between two",
    [
      ["2027-06-01", "2027-07-13"],
      ["2027-07-15", "2027-07-28"],
    ],
    ["2027-07-14", "2027-07-14"],
  ],
])("%s", (_, spans, gap) => {
  const found = firstGap(
    spans.map(([starts, ends]) => span(starts, ends)),
    day("2027-07-01"),
    day("2027-07-28"),
  );
  expect(found).toEqual(gap && { starts: gap[0], ends: gap[1] });
});

test("the first gap is the one a day by day count finds, over 3,000 invented lists", () => {
  let seed = 11;
  const random = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % most;
  };
  const first = day("2027-07-01");
  for (let at = 0; at < 3_000; at += 1) {
    const spans = Array.from({ length: random(4) }, () => {
      const starts = addDays(first, random(25) - 5);
      return { starts, ends: addDays(starts, random(12)) };
    });
    const until = addDays(first, random(20));
    const covered = (on: Day) => spans.some((one) => one.starts <= on && on <= one.ends);
    let from = first;
    while (from <= until && covered(from)) from = addDays(from, 1);
    let to = from;
    while (to < until && !covered(addDays(to, 1))) to = addDays(to, 1);
    expect(firstGap(spans, first, until)).toEqual(from > until ? null : { starts: from, ends: to });
  }
});

const scene = await hostingScene(3);
const { db, companies } = scene;
const flowId = scene.flows["AL-2"] ?? "";
const [stay = "", other = ""] = scene.stays;
const coordinator = await signInAs(db, scene.scheme, { role: "coordinator" });
const serbian = await signInAs(db, scene.scheme, { role: "country-partner", country: "RS" });
const auditor = await signInAs(db, scene.scheme, { role: "auditor" });
const as = <T>(work: (tx: Tx) => Promise<T>, who = coordinator) =>
  db.database.withTx(who.actor, work);
const codes = (result: Result<unknown>) => (result.ok ? [] : result.problems.map((p) => p.code));
const POLICY: TypedPolicy = {
  insurer: "Example Insurance",
  number: "A-1",
  kinds: ["accident", "liability"],
  starts: "2027-07-01",
  ends: "2027-07-28",
  phone: "+355 4 000 0000",
  whom: "everybody",
  people: [],
};
await as(async (tx) => {
  for (const id of [stay, other]) {
    need(await matchMobility(tx, id, companies[0]!));
    await prepareMobility(tx, id);
    need(await makeTasks(tx, id));
  }
});
const taskOf = async (id: string, code = "insurance-accident") => {
  const task = (await as((tx) => readStayTasks(tx, id)))?.tasks.find((one) => one.code === code);
  return [task?.state, task?.why?.code ?? null, task?.why?.params ?? {}];
};

test("everything that is wrong with a policy is said at once", () => {
  const flow = span("2027-07-01", "2027-07-28");
  const said = (more: Partial<TypedPolicy>) =>
    readPolicy({ ...POLICY, ...more }, flow, [stay]).problems.map(
      ({ code, field }) => `${field} ${code}`,
    );
  const nothing = {
    insurer: " ",
    number: "",
    kinds: ["fire"],
    starts: "",
    ends: "x",
    phone: "ask",
  };
  expect(said({ ...nothing, whom: "" })).toEqual([
    "insurer required",
    "number required",
    "kinds choose-one",
    "starts not-a-day",
    "ends not-a-day",
    "phone phone-shape",
    "whom choose-one",
  ]);
  expect(said({ ends: "2027-06-01" })).toEqual(["ends insurance-ends-first"]);
  expect(said({ starts: "2026-07-01", ends: "2026-07-28" })).toEqual([
    "starts insurance-other-days",
  ]);
  expect(said({ whom: "some", people: ["somebody else"] })).toEqual(["people choose-one"]);
  expect(said({})).toEqual([]);
});

test("a policy settles the tasks of its kinds, until a flight is earlier or the policy ends", async () => {
  expect(await taskOf(stay)).toEqual(["open", "insurance-none", {}]);
  const id = need(await as((tx) => addPolicy(tx, flowId, POLICY)));
  expect(await taskOf(stay)).toEqual(["done", null, {}]);
  expect(await taskOf(other, "insurance-liability")).toEqual(["done", null, {}]);
  expect(await taskOf(stay, "insurance-health")).toEqual(["open", "insurance-none", {}]);
  const leg = {
    carrier: "Air",
    number: "A 1",
    fromPlace: "Tirana",
    fromCountry: "AL",
    departs: "2027-06-30T10:00",
    toPlace: "Sevilla",
    toCountry: "ES",
    arrives: "2027-06-30T15:00",
  };
  const journey = { direction: "there", reference: "", metBy: "", legs: [leg] };
  need(await as((tx) => bookJourney(tx, flowId, { ...journey, mobilityIds: [stay] })));
  expect(await taskOf(stay)).toEqual([
    "open",
    "insurance-gap",
    { from: "2027-06-30", to: "2027-06-30" },
  ]);
  expect((await taskOf(other))[0]).toBe("done");
  need(await as((tx) => changePolicy(tx, flowId, id, { ...POLICY, starts: "2027-06-30" })));
  expect((await taskOf(stay))[0]).toBe("done");
  // For one of them alone.
  need(
    await as((tx) =>
      changePolicy(tx, flowId, id, { ...POLICY, whom: "some", people: [other, other] }),
    ),
  );
  expect((await taskOf(stay))[1]).toBe("insurance-none");
  expect((await taskOf(other))[0]).toBe("done");
  expect(codes(await as((tx) => addPolicy(tx, flowId, POLICY)))).toEqual(["insurance-there"]);
  need(await as((tx) => endPolicy(tx, flowId, id)));
  expect((await taskOf(other))[1]).toBe("insurance-none");
  expect(codes(await as((tx) => endPolicy(tx, flowId, id)))).toEqual(["not-found"]);
});

test("the grant agreement says the policies, in the learner's language and in English", async () => {
  const before = await as((tx) => stayFacts(tx, stay));
  const said = () =>
    as(async (tx) => suggestContent("grant-agreement", (await stayFacts(tx, stay))!));
  expect(before?.policies).toEqual([]);
  expect((await said())["insurance.accident"]).toContain("Arranged by the sending side");
  need(await as((tx) => addPolicy(tx, flowId, { ...POLICY, number: "B-2" })));
  const content = await said();
  expect(content["insurance.accident"]).toContain("Example Insurance, policy B-2, 1");
  expect(content["insurance.accident"]).toContain("+355 4 000 0000");
  expect(content["insurance.health"]).toContain("Arranged by the sending side");
});

test("another country's office sees nothing and an auditor changes nothing", async () => {
  expect(await as((tx) => readInsurance(tx, flowId), serbian)).toBeUndefined();
  const typed = { ...POLICY, number: "C-3" };
  expect(codes(await as((tx) => addPolicy(tx, flowId, typed), serbian))).toEqual(["not-found"]);
  expect(codes(await as((tx) => addPolicy(tx, flowId, typed), auditor))).toEqual(["not-found"]);
  expect((await as((tx) => readInsurance(tx, flowId), auditor))?.policies).toHaveLength(1);
});
