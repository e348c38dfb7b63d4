import type { Problem } from "../../../shared/result.ts";
import type { RankedCriterion, RankingInput } from "./ranking.ts";

/**
 * The mean score's share of the highest anchor, in points, a half rounded up. In whole numbers
 * throughout: a mean of thirds must not round differently on another machine.
 */
export function assessedPoints(scores: readonly number[], highest: number, maximum: number) {
  const sum = scores.reduce((total, score) => total + score, 0);
  const whole = scores.length * highest;
  return Math.floor((2 * sum * maximum + whole) / (2 * whole));
}

/** The chosen rows of a table together, but never more than the criterion gives. */
export const tablePoints = (
  chosen: readonly string[],
  table: Readonly<Record<string, number>>,
  maximum: number,
): number =>
  Math.min(
    chosen.reduce((sum, value) => sum + (table[value] ?? 0), 0),
    maximum,
  );

const numbers = (inputs: readonly RankingInput[]): number[] =>
  inputs.map((input) => Number(input.value));

/**
 * Points of one criterion from everything that counts for it, or null when nothing does. What the
 * committee decided with a reason stands before every score.
 */
export function pointsOf(
  criterion: RankedCriterion,
  inputs: readonly RankingInput[],
): number | null {
  const of = (source: RankingInput["source"]) =>
    inputs.filter((input) => input.source === source && input.criterion === criterion.code);
  const decided = of("committee").at(-1);
  if (decided) return Number(decided.value);
  const entered = of("entered").at(-1);
  const { maximum, highest } = criterion;
  switch (criterion.kind) {
    case "entered":
      return entered ? Number(entered.value) : null;
    case "table": {
      const chosen = of("table").map((input) => input.value);
      if (chosen.length > 0) return tablePoints(chosen, criterion.table ?? {}, maximum);
      return entered ? Number(entered.value) : null;
    }
    case "assessed":
    case "interview": {
      const given = numbers(of(criterion.kind === "assessed" ? "assessor" : "panel"));
      if (given.length === 0) return null;
      return assessedPoints(given, highest ?? maximum, maximum);
    }
  }
}

/** What is wrong with the facts of one person: a figure outside its range, a row nobody knows. */
export function inputProblems(
  criteria: readonly RankedCriterion[],
  id: string,
  inputs: readonly RankingInput[],
): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const input of inputs) {
    if (input.source === "not-eligible") continue;
    const where = { applicant: id, criterion: input.criterion };
    const criterion = criteria.find((one) => one.code === input.criterion);
    if (!criterion) {
      problems.push({ code: "ranking-criterion-unknown", params: where });
      continue;
    }
    const key = [input.criterion, input.source, input.by, input.source === "table" && input.value];
    if (seen.has(key.join("\n"))) problems.push({ code: "ranking-input-twice", params: where });
    seen.add(key.join("\n"));
    if (input.source === "veto") continue;
    if (input.source === "table") {
      // The row "none of these" is a choice of its own, worth nothing.
      if (input.value !== "" && criterion.table?.[input.value] === undefined) {
        problems.push({ code: "ranking-row-unknown", params: { ...where, value: input.value } });
      }
      continue;
    }
    const scored = input.source === "assessor" || input.source === "panel";
    const most = scored ? (criterion.highest ?? criterion.maximum) : criterion.maximum;
    if (!/^\d{1,6}$/.test(input.value) || Number(input.value) > most) {
      problems.push({
        code: "ranking-value-wrong",
        params: { ...where, value: input.value, max: most },
      });
    }
  }
  return problems;
}
