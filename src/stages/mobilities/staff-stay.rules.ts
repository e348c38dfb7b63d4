import { ageOn, type Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";

const YOUNGEST = 18;

/** Names and a day of birth of somebody who is not here yet, each problem at its field. */
export function newPersonProblems(typed: {
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: Day | null;
  readonly email: string;
}): Problem[] {
  const problems = (["givenNames", "familyName"] as const).flatMap((field): Problem[] => {
    const { length } = typed[field].trim();
    if (length === 0) return [{ code: "required", field }];
    return length > 100 ? [{ code: "too-long", params: { max: 100 }, field }] : [];
  });
  if (!typed.birthDate) problems.push({ code: "required", field: "birthDate" });
  else if (typed.birthDate < "1920-01-01") {
    problems.push({ code: "birth-date-unlikely", field: "birthDate" });
  }
  if (typed.email !== "" && !/^[^\s@]+@[^\s@]+$/.test(typed.email)) {
    problems.push({ code: "not-an-email", field: "email" });
  }
  return problems;
}

/** Staff are grown up on their first day; a date of this year is a slip of the pen. */
export const ageProblems = (birthDate: Day, starts: Day): Problem[] =>
  ageOn(birthDate, starts) < YOUNGEST
    ? [{ code: "staff-under-age", params: { least: YOUNGEST }, field: "birthDate" }]
    : [];

type Post = { readonly since: Day | null; readonly until: Day | null };

/** Whoever travels as staff works for the organisation that sends on every day of the stay. */
export function postProblems(post: Post, stay: { starts: Day; ends: Day }): Problem[] {
  const problems: Problem[] = [];
  if (post.since && post.since > stay.starts) {
    problems.push({ code: "post-begins-later", params: { since: post.since }, field: "since" });
  }
  if (post.until && post.until < stay.ends) {
    problems.push({ code: "post-ends-before", params: { until: post.until }, field: "until" });
  }
  return problems;
}
