import { expect, test } from "vitest";
import type { RankedPerson, RankingInput, RankingRule } from "./ranking.ts";
import { tryRuleOn } from "./rule-trial.ts";

const past: RankingRule = {
  format: "kalfa-ranking-1",
  call: "KABCDE",
  list: "final",
  number: 1,
  seed: "seed",
  ties: [],
  criteria: [
    { code: "record", kind: "entered", maximum: 10 },
    { code: "languages", kind: "table", maximum: 8, table: { b1: 6, a2: 3 } },
    { code: "why", kind: "assessed", maximum: 20, highest: 4 },
  ],
};
const input = (
  criterion: string,
  source: RankingInput["source"],
  value: string,
  by = "",
): RankingInput => ({ criterion, source, value, by });
const person = (id: string, record: number, row: string, why: number): RankedPerson => ({
  id,
  inputs: [
    input("record", "entered", String(record)),
    input("languages", "table", row),
    input("why", "assessor", String(why), "A1"),
  ],
});
// Points of the past call: 31, 24, 23, 18.
const people = [
  person("ana", 5, "b1", 4),
  person("bera", 8, "b1", 2),
  person("cem", 10, "a2", 2),
  person("dora", 10, "a2", 1),
];
const draft = (criteria: RankingRule["criteria"], ties: readonly string[] = []): RankingRule => ({
  ...past,
  seed: "another",
  ties,
  criteria,
});
const tried = (rule: RankingRule, seats = 2, of = people) => {
  const made = tryRuleOn(rule, past, of, seats);
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
};
const orderOf = (of: ReturnType<typeof tried>) => of.lines.map((line) => line.id);

test("the same rule moves nobody, and says which part decides most", () => {
  const same = tried(draft(past.criteria));
  expect(orderOf(same)).toEqual(["ana", "bera", "cem", "dora"]);
  expect(same.lines.every((line) => line.rankBefore === line.rankAfter && !line.moves)).toBe(true);
  expect(same.criteria.map((one) => [one.code, one.from])).toEqual([
    ["record", "same"],
    ["languages", "same"],
    ["why", "same"],
  ]);
  // Shares of one whole.
  expect(same.criteria.reduce((sum, one) => sum + one.share!, 0)).toBeCloseTo(1);
  expect(same.criteria.map((one) => one.share! > 0.5)).toEqual([false, false, true]);
  expect(same.cutOff).toEqual({ points: 24, equal: 1, equalIn: 1, decidedBy: "points" });
});

test("a part that counts three times as much keeps its share of the maximum, and moves people", () => {
  const heavy = tried(
    draft([
      { code: "record", kind: "entered", maximum: 30 },
      { code: "languages", kind: "table", maximum: 8, table: { b1: 6 } },
      { code: "why", kind: "assessed", maximum: 20, highest: 5 },
    ]),
  );
  // 15+6+20, 24+6+10, 30+0+10, 30+0+5: the row that is gone is worth nothing, marks stay marks of 4.
  expect(heavy.lines.map((line) => [line.id, line.pointsAfter, line.moves])).toEqual([
    ["ana", 41, null],
    ...(orderOf(heavy)[1] === "bera"
      ? [
          ["bera", 40, null],
          ["cem", 40, null],
        ]
      : [
          ["cem", 40, "in"],
          ["bera", 40, "out"],
        ]),
    ["dora", 35, null],
  ]);
  expect(heavy.cutOff).toEqual({ points: 40, equal: 2, equalIn: 1, decidedBy: "draw" });
  expect(heavy.criteria[0]?.from).toBe("in-proportion");
  const tie = tried({ ...draft(heavyCriteria()), ties: ["record"] });
  expect(tie.lines.map((line) => line.moves)).toEqual([null, "in", "out", null]);
  expect(tie.cutOff?.decidedBy).toBe("tie:record");
});

const heavyCriteria = (): RankingRule["criteria"] => [
  { code: "record", kind: "entered", maximum: 30 },
  { code: "languages", kind: "table", maximum: 8, table: { b1: 6 } },
  { code: "why", kind: "assessed", maximum: 20, highest: 4 },
];

test("what the past call did not ask is worth nothing to anybody; what is gone is named", () => {
  const other = tried(
    draft([
      { code: "why", kind: "interview", maximum: 10, highest: 5 },
      { code: "plan", kind: "assessed", maximum: 50, highest: 4 },
    ]),
    1,
    [...people, { id: "eva", inputs: [input("record", "entered", "9")] }],
  );
  expect(other.dropped).toEqual(["record", "languages"]);
  expect(other.criteria.map((one) => [one.code, one.from, one.movesWithout])).toEqual([
    ["why", "in-proportion", expect.any(Number)],
    ["plan", "nobody-asked", 0],
  ]);
  expect(other.lines.at(0)).toMatchObject({ id: "ana", pointsAfter: 10 });
  expect(other.incomplete).toBe(1);
});

test("whoever had no rank has none here; with seats for all there is no cut-off", () => {
  const out = { ...people[0]!, inputs: [...people[0]!.inputs, input("why", "veto", "")] };
  const made = tried(draft(past.criteria), 9, [out, ...people.slice(1)]);
  expect(made.cutOff).toBeNull();
  expect(made.lines.at(-1)).toMatchObject({ id: "ana", rankBefore: null, rankAfter: null });
  expect(tryRuleOn(draft([]), past, people, 2)).toMatchObject({
    ok: false,
    problems: [{ code: "rule-without-criteria" }],
  });
});
