/**
 * The order of a list against an implementation of its own: written from the sentences of the rule,
 * with fractions instead of whole numbers and a sort instead of comparisons, over 200 random calls.
 */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { assessedPoints } from "./points.rules.ts";
import type { RankedCriterion, RankedPerson, RankingInput, RankingRule } from "./ranking.ts";
import { checkRanking, rankingFolder } from "./ranking-folder.ts";

/** mulberry32: the same calls on every machine. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const upTo = (next: () => number, most: number): number => Math.floor(next() * (most + 1));

const KINDS = ["entered", "table", "assessed", "interview"] as const;

function randomCall(number: number): { rule: RankingRule; people: RankedPerson[] } {
  const next = chance(number);
  const criteria = Array.from({ length: 1 + upTo(next, 4) }, (_, at): RankedCriterion => {
    const kind = KINDS[upTo(next, 3)]!;
    const code = `c${at}`;
    // Small maxima, so that equal points are the rule and not the exception.
    const maximum = 1 + upTo(next, 9);
    if (kind === "table") {
      const table = { A1: upTo(next, 3), B1: upTo(next, 5), "B2, good": upTo(next, 9) };
      return { code, kind, maximum, table };
    }
    return kind === "entered" || next() < 0.2
      ? { code, kind, maximum }
      : { code, kind, maximum, highest: 4 };
  });
  const inputsOf = (criterion: RankedCriterion): RankingInput[] => {
    const { code, kind, maximum, highest = maximum } = criterion;
    const one = (source: RankingInput["source"], value: number | string, by = "") => ({
      criterion: code,
      source,
      by,
      value: String(value),
    });
    const decided = next() < 0.05 ? [one("committee", upTo(next, maximum))] : [];
    if (kind === "entered") return [one("entered", upTo(next, maximum)), ...decided];
    if (kind === "table") {
      const chosen = Object.keys(criterion.table!).filter(() => next() < 0.5);
      return [...(chosen.length ? chosen : [""]).map((row) => one("table", row)), ...decided];
    }
    if (kind === "interview") return [one("panel", upTo(next, highest)), ...decided];
    const assessors = 1 + upTo(next, 3);
    return [
      ...Array.from({ length: assessors }, (_, at) =>
        one("assessor", upTo(next, highest), `A${at + 1}`),
      ),
      ...decided,
    ];
  };
  const people = Array.from(
    { length: upTo(next, 60) },
    (_, at): RankedPerson => ({
      id: `P${createHash("sha256").update(`${number} ${at}`).digest("hex").slice(0, 8)}`,
      inputs: [
        ...criteria.flatMap(inputsOf),
        ...(next() < 0.05 ? [{ criterion: "c0", source: "veto" as const, by: "", value: "" }] : []),
        ...(next() < 0.05
          ? [{ criterion: "", source: "not-eligible" as const, by: "", value: "age-above" }]
          : []),
      ],
    }),
  );
  const rule: RankingRule = {
    format: "kalfa-ranking-1",
    call: "KABCDE",
    list: "provisional",
    number: 1,
    seed: `seed${number}`,
    ties: criteria.map((c) => c.code).filter(() => next() < 0.4),
    criteria,
  };
  return { rule, people };
}

/** By the sentences: nothing of the program's own arithmetic or comparisons. */
function byTheSentences(rule: RankingRule, people: readonly RankedPerson[]): string {
  const of = (person: RankedPerson, criterion: RankedCriterion): number => {
    const mine = person.inputs.filter((input) => input.criterion === criterion.code);
    const values = (source: string) => mine.filter((i) => i.source === source).map((i) => i.value);
    if (values("committee").length > 0) return Number(values("committee")[0]);
    if (criterion.kind === "entered") return Number(values("entered")[0]);
    if (criterion.kind === "table") {
      let sum = 0;
      for (const row of values("table")) sum += criterion.table![row] ?? 0;
      return Math.min(sum, criterion.maximum);
    }
    const scores = values(criterion.kind === "assessed" ? "assessor" : "panel").map(Number);
    const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
    // The tiny amount undoes what a division by three loses, so that a half stays a half.
    return Math.floor(
      (mean / (criterion.highest ?? criterion.maximum)) * criterion.maximum + 0.5 + 1e-9,
    );
  };
  const rows = people.map((person) => {
    const points = rule.criteria.map((criterion) => of(person, criterion));
    const out = person.inputs.some((i) => i.source === "not-eligible")
      ? "not-eligible"
      : person.inputs.some((i) => i.source === "veto")
        ? "veto"
        : "";
    const pad = (value: number) => String(100_000 - value).padStart(6, "0");
    const total = points.reduce((a, b) => a + b, 0);
    const tie = rule.ties.map((code) =>
      pad(points[rule.criteria.findIndex((c) => c.code === code)]!),
    );
    const draw = createHash("sha256").update(`${rule.seed}\n${person.id}`).digest("hex");
    return {
      id: person.id,
      points,
      total,
      out,
      tie,
      draw,
      key: [pad(total), ...tie, draw].join("/"),
    };
  });
  const ranked = rows.filter((row) => row.out === "").sort((a, b) => (a.key < b.key ? -1 : 1));
  const others = rows.filter((row) => row.out !== "").sort((a, b) => (a.id < b.id ? -1 : 1));
  const lines = ranked.map((row, at) => {
    const before = ranked[at - 1]?.total === row.total ? ranked[at - 1] : undefined;
    const after = ranked[at + 1]?.total === row.total ? ranked[at + 1] : undefined;
    const near = before ?? after;
    const tie = near ? row.tie.findIndex((value, i) => value !== near.tie[i]) : -1;
    const why = !near ? "points" : tie < 0 ? "draw" : `tie:${rule.ties[tie]}`;
    return [at + 1, row.id, row.total, ...row.points, why];
  });
  return [
    ["rank", "applicant", "points", ...rule.criteria.map((c) => c.code), "decided_by"],
    ...lines,
    ...others.map((row) => ["", row.id, row.total, ...row.points, row.out]),
  ]
    .map((row) => `${row.join(",")}\n`)
    .join("");
}

test("200 random calls: the list is the one that the sentences give, and the folder proves it", () => {
  let ties = 0;
  for (let number = 1; number <= 200; number += 1) {
    const { rule, people } = randomCall(number);
    const made = rankingFolder(rule, people);
    if (!made.ok) throw new Error(`call ${number}: ${JSON.stringify(made.problems)}`);
    const { files, lines } = made.value;
    expect(files["list.csv"], `call ${number}`).toBe(byTheSentences(rule, people));
    const again = checkRanking(files);
    expect(again, `call ${number}`).toEqual({
      ok: true,
      value: { list: files["list.csv"], people: people.length, compared: true },
    });
    ties += lines.filter((line) => line.decidedBy.startsWith("tie:")).length;
    // Another order of the same people is the same list.
    expect(rankingFolder(rule, [...people].reverse())).toEqual(made);
  }
  expect(ties).toBeGreaterThan(200);
});

test("one score changed, one line moved, one person left out: the folder is refused", () => {
  const { rule, people } = randomCall(77);
  const made = rankingFolder(rule, people);
  if (!made.ok) throw new Error("a call that cannot be ranked");
  const { files } = made.value;
  const lines = files["list.csv"].split("\n");
  const moved = [lines[0], lines[2], lines[1], ...lines.slice(3)].join("\n");
  expect(checkRanking({ ...files, "list.csv": moved })).toMatchObject({
    ok: false,
    problems: [{ code: "ranking-list-differs", params: { line: 2 } }],
  });
  const shorter = [...lines.slice(0, 3), ...lines.slice(4)].join("\n");
  expect(checkRanking({ ...files, "list.csv": shorter }).ok).toBe(false);
  const seed = files["rule.json"].replace("seed77", "seed78");
  const drawn = checkRanking({ ...files, "rule.json": seed });
  expect(drawn.ok).toBe(false);
});

test("everything missing is named at once, and a figure outside its range", () => {
  const rule: RankingRule = {
    format: "kalfa-ranking-1",
    call: "KABCDE",
    list: "final",
    number: 2,
    seed: "s",
    ties: [],
    criteria: [
      { code: "record", kind: "entered", maximum: 10 },
      { code: "why", kind: "assessed", maximum: 25, highest: 4 },
    ],
  };
  const people: RankedPerson[] = [
    { id: "A", inputs: [{ criterion: "record", source: "entered", by: "", value: "11" }] },
    { id: "B", inputs: [] },
  ];
  const made = rankingFolder(rule, people);
  expect(
    made.ok ? [] : made.problems.map((p) => [p.code, p.params?.applicant, p.params?.criterion]),
  ).toEqual([
    ["ranking-value-wrong", "A", "record"],
    ["ranking-score-missing", "A", "why"],
    ["ranking-score-missing", "B", "record"],
    ["ranking-score-missing", "B", "why"],
  ]);
});

test("a half is rounded up, in whole numbers", () => {
  expect(assessedPoints([3, 2], 4, 25)).toBe(16);
  expect(assessedPoints([1, 1, 2], 4, 3)).toBe(1);
  expect(assessedPoints([2], 4, 25)).toBe(13);
  expect(assessedPoints([4, 4, 4], 4, 25)).toBe(25);
  expect(assessedPoints([0, 0], 4, 25)).toBe(0);
});
