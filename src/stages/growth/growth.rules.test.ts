import { describe, expect, test } from "vitest";
import { answerOf, fileBoundBy, firstHosting, missingToLead, nextAnswer } from "./growth.rules.ts";
import type { YearFacts } from "./growth.ts";
import { connections, countryConnections, openCount, yearsOf } from "./network.rules.ts";
import type { NetworkLink, NetworkNode } from "./network.store.ts";
import { PARTS, STANDARDS, type Standard } from "./standards.ts";

const codes = (
  typed: Partial<Record<"level" | "evidence" | "link", string>> & { readonly hasFile?: boolean },
) => {
  const done = answerOf({ level: "", evidence: "", link: "", hasFile: false, ...typed });
  return done.ok ? [] : done.problems.map(({ code, field }) => `${field}: ${code}`);
};

describe("an answer", () => {
  test("names everything that is wrong at once", () => {
    expect(codes({ evidence: "x".repeat(1001), link: "nowhere" })).toEqual([
      "level: choose-one",
      "evidence: too-long",
      "link: not-a-website",
    ]);
  });
  test("that says it is in place shows something", () => {
    expect(codes({ level: "in-place" })).toEqual(["evidence: growth-shown-by-nothing"]);
    expect(codes({ level: "in-place", link: "https://example.org/rules" })).toEqual([]);
    expect(codes({ level: "in-place", evidence: "Rules since 2024." })).toEqual([]);
    expect(codes({ level: "in-place", hasFile: true })).toEqual([]);
    expect(codes({ level: "not-yet" })).toEqual([]);
  });
  test("is never an address that runs something", () => {
    expect(codes({ level: "begun", link: "javascript:alert(1)" })).toEqual(["link: not-a-website"]);
  });
  test("keeps its file while a confirmation or nothing but the file speaks for what counts", () => {
    const said = { level: "in-place", state: "said", evidence: "", link: null } as const;
    const before = { ...said, state: "confirmed", supersededAt: new Date(0) } as const;
    const now = { ...said, supersededAt: null } as const;
    expect(fileBoundBy([before, now])).toEqual({ code: "growth-file-alone" });
    expect(fileBoundBy([before, { ...now, evidence: "Rules since 2024." }])).toBe(null);
    expect(fileBoundBy([{ ...now, evidence: "Rules.", state: "confirmed" }])).toEqual({
      code: "growth-file-confirmed",
    });
    expect(fileBoundBy([{ ...now, level: "begun" }])).toBe(null);
    expect(fileBoundBy([before])).toBe(null);
  });
  test("that was given back waits for a new one", () => {
    expect(nextAnswer("said", "confirm")).toMatchObject({ ok: true, value: "confirmed" });
    expect(nextAnswer("confirmed", "return")).toMatchObject({ ok: true, value: "returned" });
    expect(nextAnswer("returned", "confirm")).toMatchObject({ ok: false });
  });
});

const year = (of: Partial<YearFacts>): YearFacts => ({
  year: 2025,
  learnersSent: 0,
  staffSent: 0,
  hosted: 0,
  atEvents: 0,
  ...of,
});
const confirmed = (standards: readonly Standard[]) =>
  standards.map((standard) => ({ standard, level: "in-place", state: "confirmed" }) as const);
const ALONE = [...PARTS.management, ...PARTS.support];

describe("who can run a scheme alone", () => {
  test("has management and support confirmed, has sent and taken in, and two of its staff saw it", () => {
    const years = [year({ learnersSent: 1, staffSent: 1 }), year({ hosted: 1, atEvents: 1 })];
    expect(missingToLead(confirmed(ALONE), years)).toEqual({ missing: [], standards: [] });
  });
  test("is told each thing that is missing", () => {
    expect(missingToLead([], [])).toEqual({
      missing: ["standards", "sent", "hosted", "trained"],
      standards: ALONE,
    });
    const all = confirmed(STANDARDS);
    expect(missingToLead(all, [year({ learnersSent: 5, hosted: 3, atEvents: 1 })]).missing).toEqual(
      ["trained"],
    );
    // What is only said, or only begun, is not confirmed.
    const said = ALONE.map((standard) => ({ standard, level: "in-place", state: "said" }) as const);
    expect(missingToLead(said, []).standards).toEqual(ALONE);
  });
  test("took somebody in for the first time in one year", () => {
    expect(firstHosting([])).toBe(null);
    const years = [
      { year: 2026, hosted: 4 },
      { year: 2024, hosted: 0 },
      { year: 2025, hosted: 1 },
    ];
    expect(firstHosting(years.map((of) => year(of)))).toBe(2025);
  });
});

const node = (id: string): NetworkNode => ({ id, name: id, city: "City", country: "AL" });
const link = (of: [number, NetworkLink["kind"], string, string, number]): NetworkLink => ({
  year: of[0],
  kind: of[1],
  from: node(of[2]),
  to: node(of[3]),
  count: of[4],
});

test("links of the same two organisations count together, by year and kind", () => {
  const links = [
    link([2024, "learners", "a", "x", 8]),
    link([2025, "learners", "a", "x", 4]),
    link([2025, "staff", "a", "x", 1]),
    link([2025, "learners", "b", "x", 20]),
  ];
  const said = (choice: Parameters<typeof connections>[1]) =>
    connections(links, choice, 1).map(({ from, to, count }) => `${from.id}-${to.id} ${count}`);
  expect(said({ year: null, kind: null })).toEqual(["b-x 20", "a-x 13"]);
  expect(said({ year: 2025, kind: null })).toEqual(["b-x 20", "a-x 5"]);
  expect(said({ year: 2025, kind: "staff" })).toEqual(["a-x 1"]);
  expect(yearsOf(links)).toEqual([2025, 2024]);
});

test("no two sums that anybody can choose give a number below ten when one is taken from the other", () => {
  expect(openCount([12, 11], 10)).toEqual({ count: 23, isLeast: false });
  // All of them, and without the three: the three would be known.
  expect(openCount([12, 3], 10)).toEqual({ count: 12, isLeast: true });
  expect(openCount([12], 10)).toEqual({ count: 12, isLeast: false });
  expect(openCount([4, 4], 10)).toEqual({ count: 0, isLeast: false });
  expect(openCount([6, 6, 6], 10)).toEqual({ count: 10, isLeast: true });
  expect(openCount([6, 1], 1)).toEqual({ count: 7, isLeast: false });
  const links = [
    link([2024, "learners", "a", "x", 12]),
    link([2024, "staff", "a", "x", 1]),
    link([2024, "learners", "b", "x", 20]),
  ];
  const all = { year: null, kind: null };
  expect(connections(links, all, 10).map(({ count, isLeast }) => [count, isLeast])).toEqual([
    [20, false],
    [12, true],
  ]);
  expect(countryConnections(links, all, 10)).toMatchObject([{ count: 32, isLeast: true }]);
});
