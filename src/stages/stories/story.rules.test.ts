import { expect, test } from "vitest";
import { day } from "../../shared/day.ts";
import {
  countWords,
  endOfConsent,
  nextStory,
  shownUntil,
  standingOf,
  storyStates,
  withoutConsent,
  wordsProblems,
} from "./story.rules.ts";
import type { Party, StoryAction, StoryConsent, StoryState } from "./story.ts";

const ACTIONS: readonly StoryAction[] = [
  "write",
  "return",
  "publish",
  "take-down",
  "refuse",
  "withdraw",
  "ask-again",
  "erase",
];
const words = (count: number) => Array.from({ length: count }, (_, at) => `w${at}`).join(" ");
const codes = (problems: readonly { code: string; field?: string }[]) =>
  problems.map(({ code, field }) => `${field ?? ""}:${code}`);
const consent = (party: Party, more: Partial<StoryConsent> = {}): StoryConsent => ({
  party,
  typedName: "Arta Hoxha",
  contentHash: "a",
  givenAt: new Date("2027-03-01T10:00:00Z"),
  endsOn: "2029-03-01",
  withdrawnAt: null,
  ...more,
});

test("every action in every state leads where the table says, or is refused by the state's name", () => {
  for (const [state, actions] of Object.entries(storyStates)) {
    for (const action of ACTIONS) {
      const to = (actions as Partial<Record<StoryAction, StoryState>>)[action];
      const next = nextStory(state as StoryState, action);
      expect([state, action, next]).toEqual([
        state,
        action,
        to
          ? { ok: true, value: to }
          : { ok: false, problems: [{ code: `story-${state}`, params: { action } }] },
      ]);
    }
  }
});

test("whoever tells may take it back while there is anything to take back", () => {
  const from = Object.entries(storyStates).flatMap(([state, actions]) =>
    "withdraw" in actions ? [state] : [],
  );
  expect(from).toEqual(["submitted", "returned", "published", "taken-down"]);
});

test("150 to 400 words of three answers, counted as a reader counts", () => {
  expect(countWords("Don't – I said – go, Шта је 2 + 2?")).toBe(8);
  expect(wordsProblems([words(50), words(50), words(50)])).toEqual([]);
  expect(wordsProblems([words(200), words(100), words(100)])).toEqual([]);
  expect(wordsProblems([words(50), words(50), words(49)])).toEqual([
    { code: "story-too-short", params: { words: 149, min: 150 }, field: "did" },
  ]);
  expect(wordsProblems([words(200), words(100), words(101)])).toEqual([
    { code: "story-too-long", params: { words: 401, max: 400 }, field: "did" },
  ]);
  expect(codes(wordsProblems([words(200), "…", ""]))).toEqual([
    "surprised:required",
    "tell:required",
  ]);
  expect(codes(wordsProblems(["x".repeat(3_001), "y", "z"]))).toEqual(["did:too-long"]);
});

test("a minor's story needs both; a consent for other words, an ended or a withdrawn one is none", () => {
  const minor = { guardianNeeded: true, contentHash: "a" };
  const [own, parent] = [consent("person"), consent("guardian", { endsOn: "2028-03-01" })];
  const at = (consents: readonly StoryConsent[], today = "2027-06-01") =>
    withoutConsent({ ...minor, consents }, today);
  expect(at([])).toEqual(["person", "guardian"]);
  expect(at([own])).toEqual(["guardian"]);
  expect(at([parent])).toEqual(["person"]);
  expect(at([own, parent])).toEqual([]);
  expect(at([own, parent], "2028-03-01")).toEqual([]);
  expect(at([own, parent], "2028-03-02")).toEqual(["guardian"]);
  expect(at([own, { ...parent, contentHash: "b" }])).toEqual(["guardian"]);
  expect(at([own, { ...parent, withdrawnAt: own.givenAt }])).toEqual(["guardian"]);
  expect(
    withoutConsent({ guardianNeeded: false, contentHash: "a", consents: [own] }, "2027-06-01"),
  ).toEqual([]);
  expect(shownUntil({ ...minor, consents: [own, parent] }, "2027-06-01")).toBe("2028-03-01");
  expect(shownUntil({ ...minor, consents: [own] }, "2027-06-01")).toBeNull();
  const again = consent("guardian", { givenAt: new Date("2027-04-01T10:00:00Z") });
  expect(
    standingOf(minor, [again, { ...parent, withdrawnAt: own.givenAt }], "guardian", "2027-06-01"),
  ).toBe("stands");
});

test("a consent ends on the same day years later, and never a day too late", () => {
  expect(endOfConsent(day("2027-03-01"), "2", "years")).toEqual({ ok: true, value: "2029-03-01" });
  expect(endOfConsent(day("2028-02-29"), "1", "years")).toEqual({ ok: true, value: "2029-02-28" });
  expect(endOfConsent(day("2027-03-01"), "9", "years").ok).toBe(false);
  expect(endOfConsent(day("2027-03-01"), "", "years")).toEqual({
    ok: false,
    problems: [{ code: "required", field: "years" }],
  });
});
