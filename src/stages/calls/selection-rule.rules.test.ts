import { expect, test } from "vitest";
import type { Criterion } from "./criterion.ts";
import { mostPoints, ruleProblems, SOURCES_OF } from "./selection-rule.rules.ts";

const grades: Criterion = { code: "grades", name: { en: "Grades" }, maximum: 60 };
const languages: Criterion = {
  code: "languages",
  name: { en: "Languages" },
  maximum: 20,
  kind: "table",
  source: "school",
  table: [
    { value: "b1", label: { en: "B1" }, points: 8 },
    { value: "c1", label: { en: "C1" }, points: 16 },
  ],
};
const motivation: Criterion = {
  code: "motivation",
  name: { en: "Motivation" },
  maximum: 20,
  kind: "assessed",
  source: "assessor",
  veto: true,
  anchors: [
    { score: 1, words: { en: "Gives no reason" } },
    { score: 4, words: { en: "Knows what and why" } },
  ],
};
const told = (criteria: readonly Criterion[], ties: readonly string[] = []) =>
  ruleProblems(criteria, ties).map((p) => `${p.field} ${p.code}`);

test("a rule as INTERVET schools wrote it, with a cap under the table's sum", () => {
  expect(told([grades, languages, motivation], ["motivation", "grades"])).toEqual([]);
  expect(mostPoints([grades, languages, motivation])).toBe(100);
});

test("an old rule without kinds is one", () => {
  expect(told([grades, { code: "other", name: { en: "Other" }, maximum: 40 }])).toEqual([]);
});

test("everything that is wrong is named at its field", () => {
  expect(
    told(
      [
        { ...grades, code: "Grades", name: {}, maximum: 0 },
        {
          ...languages,
          maximum: 25,
          veto: true,
          table: [
            { value: "b1", label: { en: "" }, points: -1 },
            { value: "b1", label: { en: "C1" }, points: 1.5 },
          ],
        },
        {
          ...motivation,
          source: "school",
          anchors: [
            { score: 4, words: { en: "" } },
            { score: 2, words: { en: "x".repeat(301) } },
          ],
        },
        { ...motivation, anchors: [] },
      ],
      ["motivation", "motivation", "height"],
    ),
  ).toEqual([
    "criteria not-a-short-name",
    "name-Grades required",
    "maximum-Grades too-small",
    "veto-languages table-cannot-veto",
    "label-languages-0 required",
    "points-languages-0 too-small",
    "points-languages-1 not-whole",
    "table-languages already-there",
    "source-motivation not-a-choice",
    "words-motivation-0 required",
    "score-motivation-1 anchors-not-rising",
    "words-motivation-1 too-long",
    "criteria already-there",
    "anchors-motivation anchors-missing",
    "tie-1 already-there",
    "tie-2 not-a-choice",
  ]);
});

test("a cap above the table, a table without rows, and nothing at all", () => {
  expect(told([{ ...languages, maximum: 25 }])).toEqual(["maximum-languages cap-above-table"]);
  expect(told([{ ...languages, table: [] }])).toEqual(["table-languages table-without-rows"]);
  expect(told([])).toEqual(["criteria required"]);
});

test("every kind says who can give its points", () => {
  for (const [kind, sources] of Object.entries(SOURCES_OF)) {
    const about = kind === "table" ? languages : kind === "entered" ? grades : motivation;
    const given = (["school", "applicant", "assessor", "panel"] as const).filter(
      (source) =>
        told([{ ...about, kind: kind as NonNullable<Criterion["kind"]>, source, veto: false }])
          .length === 0,
    );
    expect(given).toEqual([...sources].sort((a, b) => given.indexOf(a) - given.indexOf(b)));
  }
});
