import type { Problem } from "../problem.ts";
import type { Faults } from "./faults.ts";

const MOST = 2 ** 31 - 1;
const MOST_TOTAL = 2 ** 53 - 1;

/**
 * Fills in the weight of each option that has none of its own: (R - rank + 1) * (P + 1) + points,
 * with R and P the largest rank and the most points there are. So an earlier wish always counts for
 * more than any points, and among equal wishes points count. Too large a weight or sum is a fault.
 */
export function fillWeights(
  { applicants, options }: Problem,
  lineOf: (option: number) => number,
  faults: Faults,
): void {
  const { applicant, rank, weight } = options;
  const mostRank = rank.reduce((most, r) => Math.max(most, r), 0);
  const mostPoints = applicants.points.reduce((most, points) => Math.max(most, points), 0);
  let total = 0;
  for (let o = 0; o < weight.length; o++) {
    if (weight[o] === -1) {
      const points = applicants.points[applicant[o]!]!;
      const value = (mostRank - rank[o]! + 1) * (mostPoints + 1) + points;
      if (value > MOST) {
        const params = { line: lineOf(o), column: "weight", value, most: MOST };
        faults.add("default-weight-too-large", "options.csv", { ...params, mostRank, mostPoints });
        return;
      }
      weight[o] = value;
    }
    total += weight[o]!;
    if (total > MOST_TOTAL) {
      faults.add("weights-too-large", "options.csv", { line: lineOf(o), column: "weight" });
      return;
    }
  }
}
