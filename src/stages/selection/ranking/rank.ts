import { createHash } from "node:crypto";
import { ok, type Problem, type Result, refuse } from "../../../shared/result.ts";
import { inputProblems, pointsOf } from "./points.rules.ts";
import type { RankedLine, RankedPerson, RankingRule } from "./ranking.ts";

/** Lower comes first. Fixed by the seed, which was published before anybody could apply. */
export const drawOf = (seed: string, id: string): string =>
  createHash("sha256").update(`${seed}\n${id}`).digest("hex");

type Standing = {
  readonly id: string;
  readonly points: number;
  readonly byCriterion: Readonly<Record<string, number>>;
  readonly draw: string;
  readonly out: "veto" | "not-eligible" | null;
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What parts two people, the first that does; "points" where they differ in points. */
function parts(a: Standing, b: Standing, ties: readonly string[]): string {
  if (a.points !== b.points) return "points";
  const tie = ties.find((code) => (a.byCriterion[code] ?? 0) !== (b.byCriterion[code] ?? 0));
  return tie === undefined ? "draw" : `tie:${tie}`;
}

/**
 * The order of a call's applicants: points, then the criteria that part equal points, then the
 * published draw. Refused while anything that must count is missing, with everything that is.
 */
export function rankApplicants(
  rule: RankingRule,
  people: readonly RankedPerson[],
): Result<readonly RankedLine[]> {
  const problems: Problem[] = [];
  const standings = people.map((person): Standing => {
    const { id, inputs } = person;
    problems.push(...inputProblems(rule.criteria, id, inputs));
    const out = inputs.some((input) => input.source === "not-eligible")
      ? "not-eligible"
      : inputs.some((input) => input.source === "veto")
        ? "veto"
        : null;
    const byCriterion: Record<string, number> = {};
    for (const criterion of rule.criteria) {
      const points = pointsOf(criterion, inputs);
      if (points === null && out === null) {
        problems.push({
          code: "ranking-score-missing",
          params: { applicant: id, criterion: criterion.code },
        });
      }
      byCriterion[criterion.code] = points ?? 0;
    }
    const points = Object.values(byCriterion).reduce((sum, value) => sum + value, 0);
    return { id, points, byCriterion, out, draw: drawOf(rule.seed, id) };
  });
  if (new Set(people.map((person) => person.id)).size < people.length) {
    problems.push({ code: "ranking-applicant-twice" });
  }
  if (problems.length > 0) return refuse(...problems);

  const inOrder = (a: Standing, b: Standing): number => {
    if (a.points !== b.points) return b.points - a.points;
    for (const code of rule.ties) {
      const difference = (b.byCriterion[code] ?? 0) - (a.byCriterion[code] ?? 0);
      if (difference !== 0) return difference;
    }
    return byText(a.draw, b.draw);
  };
  const ranked = standings.filter((one) => one.out === null).sort(inOrder);
  const others = standings.filter((one) => one.out !== null).sort((a, b) => byText(a.id, b.id));
  const line = (one: Standing, rank: number | null, decidedBy: string): RankedLine => ({
    id: one.id,
    rank,
    points: one.points,
    byCriterion: one.byCriterion,
    decidedBy,
  });
  return ok([
    ...ranked.map((one, at) => {
      // Parted from whoever stands just before with equal points, else from whoever comes after.
      const beside = [ranked[at - 1], ranked[at + 1]].find((near) => near?.points === one.points);
      return line(one, at + 1, beside ? parts(one, beside, rule.ties) : "points");
    }),
    ...others.map((one) => line(one, null, one.out!)),
  ]);
}
