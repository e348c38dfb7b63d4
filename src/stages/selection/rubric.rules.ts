import type { Problem } from "../../shared/result.ts";
import { kindOf } from "../calls/criterion.rules.ts";
import type { Criterion } from "../calls/criterion.ts";

/** What assessors judge: the criteria of a call that are scored from the answers. */
export const assessedCriteria = (criteria: readonly Criterion[]): Criterion[] =>
  criteria.filter((criterion) => kindOf(criterion) === "assessed");
export const interviewCriteria = (criteria: readonly Criterion[]): Criterion[] =>
  criteria.filter((criterion) => kindOf(criterion) === "interview");
/** What the office writes down: figures of the school, rows of a table. */
export const factCriteria = (criteria: readonly Criterion[]): Criterion[] =>
  criteria.filter((criterion) => ["entered", "table"].includes(kindOf(criterion)));

/** The scores that may be given: those with words; without any, whole points. */
export const allowedScores = (criterion: Criterion): readonly number[] =>
  criterion.anchors && criterion.anchors.length > 0
    ? criterion.anchors.map((anchor) => anchor.score)
    : Array.from({ length: criterion.maximum + 1 }, (_, points) => points);

/** Everything wrong with what was chosen, each at its criterion; `null` where nothing was. */
export function scoreProblems(
  criteria: readonly Criterion[],
  values: Readonly<Record<string, number | null>>,
  prefix = "",
): Problem[] {
  return criteria.flatMap((criterion) => {
    const value = values[criterion.code] ?? null;
    const field = `${prefix}${criterion.code}`;
    if (value === null) return [{ code: "score-missing", field }];
    return allowedScores(criterion).includes(value) ? [] : [{ code: "not-a-choice", field }];
  });
}

export const LONGEST_NOTE = 1000;
export const LONGEST_REASON = 500;

/** A reason that somebody outside can follow: a word is not one. */
export function reasonProblems(reason: string, least: number, field = "reason"): Problem[] {
  if (reason === "") return [{ code: "required", field }];
  if (reason.length < least) return [{ code: "too-short", params: { min: least }, field }];
  return reason.length > LONGEST_REASON
    ? [{ code: "too-long", params: { max: LONGEST_REASON }, field }]
    : [];
}
