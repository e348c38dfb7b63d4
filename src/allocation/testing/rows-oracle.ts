import { expect } from "vitest";
import { verify } from "../index.ts";
import { solveRows } from "./solve-rows.ts";
import { bestUnderRows } from "./tiny-rows.ts";

/**
 * Solves the tiny problems of these seeds and holds each against every allocation there is: the greatest
 * total, a bound that is none too low, a result that the verifier takes, or no allocation at all.
 */
export async function holdAgainstAll(after: number, count: number): Promise<void> {
  let [solved, impossible, proven] = [0, 0, 0];
  for (let seed = after + 1; seed <= after + count; seed++) {
    const found = await solveRows(seed);
    const best = bestUnderRows(found.rows);
    if (found.result === undefined) {
      expect(best, `seed ${seed} ${JSON.stringify(found.problems)}`).toBe(null);
      expect(found.impossible).toBe(true);
      impossible++;
      continue;
    }
    const { certificate } = found.result;
    expect(certificate.objective, `seed ${seed}`).toBe(best);
    expect(certificate.bound, `seed ${seed}`).toBeGreaterThanOrEqual(best!);
    expect(verify(found.problem, found.result), `seed ${seed}`).toMatchObject({
      ok: true,
      problems: [],
      objective: best,
    });
    solved++;
    if (certificate.gap === 0) proven++;
  }
  expect(solved / count).toBeGreaterThan(0.6);
  expect(impossible / count).toBeGreaterThan(0.1);
  // In the others the cases grow too many, or a row by itself leaves half a person over.
  expect(proven / solved).toBeGreaterThan(0.9);
}
