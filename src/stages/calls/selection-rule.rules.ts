import type { Problem } from "../../shared/result.ts";
import { kindOf, sourceOf } from "./criterion.rules.ts";
import type { Criterion, CriterionKind, CriterionSource } from "./criterion.ts";

type Localised = Readonly<Record<string, string>>;

/** Who can give the points of each kind: an assessed answer is read by assessors and nobody else. */
export const SOURCES_OF: Readonly<Record<CriterionKind, readonly CriterionSource[]>> = {
  entered: ["school", "panel"],
  table: ["school", "applicant"],
  assessed: ["assessor"],
  interview: ["panel"],
};
/** Somebody who judges may say no; a table only counts. */
export const mayVeto = (kind: CriterionKind): boolean => kind !== "table";
export const needsAnchors = (kind: CriterionKind): boolean =>
  kind === "assessed" || kind === "interview";

const MOST_POINTS = 1000;
export const MOST_CRITERIA = 12;
export const MOST_ROWS = 24;
const LONGEST_NAME = 120;
const LONGEST_WORDS = 300;

/** The most that a table's rows can come to together; the cap may be lower. */
export const tableSum = (criterion: Pick<Criterion, "table">): number =>
  (criterion.table ?? []).reduce((sum, row) => sum + row.points, 0);

/** What all criteria together can give. */
export const mostPoints = (criteria: readonly Criterion[]): number =>
  criteria.reduce((sum, criterion) => sum + criterion.maximum, 0);

const wholePoints = (field: string, value: number, min: number): Problem[] => {
  if (!Number.isInteger(value)) return [{ code: "not-whole", field }];
  if (value < min) return [{ code: "too-small", params: { min }, field }];
  return value > MOST_POINTS ? [{ code: "too-big", params: { max: MOST_POINTS }, field }] : [];
};

function textProblems(text: Localised, field: string, longest: number): Problem[] {
  const problems: Problem[] = [];
  if ((text.en ?? "").trim() === "") problems.push({ code: "required", field });
  if (Object.values(text).some((words) => words.trim().length > longest)) {
    problems.push({ code: "too-long", params: { max: longest }, field });
  }
  return problems;
}

/**
 * What is wrong with one criterion. Fields are `name-<code>`, `maximum-<code>`,
 * `points-<code>-<row>`, `label-<code>-<row>`, `score-<code>-<anchor>` and `words-<code>-<anchor>`.
 */
export function criterionProblems(criterion: Criterion): Problem[] {
  const { code } = criterion;
  const kind = kindOf(criterion);
  const problems: Problem[] = [
    ...textProblems(criterion.name, `name-${code}`, LONGEST_NAME),
    ...wholePoints(`maximum-${code}`, criterion.maximum, 1),
  ];
  if (!SOURCES_OF[kind].includes(sourceOf(criterion))) {
    problems.push({ code: "not-a-choice", field: `source-${code}` });
  }
  if (criterion.veto && !mayVeto(kind)) {
    problems.push({ code: "table-cannot-veto", field: `veto-${code}` });
  }
  if (kind === "table") problems.push(...tableProblems(criterion));
  if (needsAnchors(kind)) problems.push(...anchorProblems(criterion));
  return problems;
}

function tableProblems(criterion: Criterion): Problem[] {
  const { code, table = [] } = criterion;
  if (table.length === 0) return [{ code: "table-without-rows", field: `table-${code}` }];
  const problems = table.flatMap((row, at) => [
    ...textProblems(row.label, `label-${code}-${at}`, LONGEST_NAME),
    ...wholePoints(`points-${code}-${at}`, row.points, 0),
  ]);
  if (table.length > MOST_ROWS) {
    problems.push({ code: "too-many-rows", params: { max: MOST_ROWS }, field: `table-${code}` });
  }
  const sum = tableSum(criterion);
  if (Number.isInteger(sum) && Number.isInteger(criterion.maximum) && criterion.maximum > sum) {
    problems.push({ code: "cap-above-table", params: { sum }, field: `maximum-${code}` });
  }
  const values = table.map((row) => row.value);
  if (new Set(values).size < values.length) {
    problems.push({ code: "already-there", field: `table-${code}` });
  }
  return problems;
}

function anchorProblems({ code, anchors = [] }: Criterion): Problem[] {
  if (anchors.length < 2) return [{ code: "anchors-missing", field: `anchors-${code}` }];
  return anchors.flatMap((anchor, at) => {
    const before = anchors[at - 1]?.score;
    const field = `score-${code}-${at}`;
    const order: Problem[] =
      before !== undefined && anchor.score <= before ? [{ code: "anchors-not-rising", field }] : [];
    return [
      ...wholePoints(field, anchor.score, 1),
      ...order,
      ...textProblems(anchor.words, `words-${code}-${at}`, LONGEST_WORDS),
    ];
  });
}

/** What is wrong with a whole rule: its criteria and the order in which they part equal points. */
export function ruleProblems(criteria: readonly Criterion[], ties: readonly string[]): Problem[] {
  if (criteria.length === 0) return [{ code: "required", field: "criteria" }];
  const problems: Problem[] = [];
  const codes = new Set<string>();
  for (const criterion of criteria) {
    if (codes.has(criterion.code)) problems.push({ code: "already-there", field: "criteria" });
    else if (!/^[a-z][a-z0-9-]{0,39}$/.test(criterion.code)) {
      problems.push({ code: "not-a-short-name", field: "criteria" });
    }
    codes.add(criterion.code);
    problems.push(...criterionProblems(criterion));
  }
  if (criteria.length > MOST_CRITERIA) {
    problems.push({
      code: "too-many-criteria",
      params: { max: MOST_CRITERIA },
      field: "criteria",
    });
  }
  return [...problems, ...tieProblems(codes, ties)];
}

const tieProblems = (codes: ReadonlySet<string>, ties: readonly string[]): Problem[] =>
  ties.flatMap((tie, at) => {
    const field = `tie-${at}`;
    if (!codes.has(tie)) return [{ code: "not-a-choice", field }];
    return ties.indexOf(tie) < at ? [{ code: "already-there", field }] : [];
  });
