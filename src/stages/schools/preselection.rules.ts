import type { Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import type { Mark, Preselected, PreselectionRule } from "./preselection.ts";

export const SHORTEST_REASON = 10;
export const LONGEST_REASON = 500;

/** The names of a row's fields in the form. */
export const markField = (applicationId: string): string => `mark-${applicationId}`;
export const reasonField = (applicationId: string): string => `reason-${applicationId}`;

/** Rows that say something new. */
export const newMarks = (marks: readonly Mark[], stands: readonly Preselected[]): Mark[] =>
  marks.filter((mark) => {
    const was = stands.find((each) => each.applicationId === mark.applicationId);
    if (!was || mark.putForward === "") return false;
    const same = was.putForward === (mark.putForward === "yes");
    return !same || was.reason !== mark.reason.trim();
  });

/**
 * Everything wrong with a country's choice, each at its row. Everybody is given a reason, also
 * those who are put forward: an unexplained yes is as unfair as an unexplained no.
 */
export function preselectionProblems(
  marks: readonly Mark[],
  stands: readonly Preselected[],
  rule: PreselectionRule,
  today: Day,
): Problem[] {
  const problems: Problem[] = [];
  // Where only those go on, a first word may come late: silence is nobody's decision.
  const first = (mark: Mark) =>
    stands.some((one) => one.applicationId === mark.applicationId && one.putForward === null);
  const changed = newMarks(marks, stands);
  const late = rule.onlyThose && changed.length > 0 && changed.every(first);
  if (today > rule.until && !late)
    problems.push({ code: "preselection-over", params: { day: rule.until } });
  for (const mark of changed) {
    if (!["yes", "no"].includes(mark.putForward)) {
      problems.push({ code: "not-a-choice", field: markField(mark.applicationId) });
    }
    const { length } = mark.reason.trim();
    const field = reasonField(mark.applicationId);
    if (length < SHORTEST_REASON) {
      problems.push({ code: "too-short", params: { min: SHORTEST_REASON }, field });
    } else if (length > LONGEST_REASON) {
      problems.push({ code: "too-long", params: { max: LONGEST_REASON }, field });
    }
  }
  if (rule.atMost === null) return problems;
  const after = new Map(stands.map((each) => [each.applicationId, each]));
  for (const mark of changed) {
    const was = after.get(mark.applicationId);
    if (was) after.set(was.applicationId, { ...was, putForward: mark.putForward === "yes" });
  }
  const forward = new Map<string, number>();
  for (const { country, putForward } of after.values()) {
    if (putForward) forward.set(country, (forward.get(country) ?? 0) + 1);
  }
  for (const [country, count] of forward) {
    if (count > rule.atMost) {
      problems.push({
        code: "preselection-too-many",
        params: { country, count, max: rule.atMost },
      });
    }
  }
  return problems;
}
