import { describe, expect, it } from "vitest";
import { FAMILIES, totalProblem } from "../../../bench/total-problem.ts";
import { verify } from "../index.ts";
import { allocateTotal } from "./allocate.ts";

describe("both ways to the greatest total agree, and neither stalls", () => {
  it.each(FAMILIES)("%s", async (family) => {
    for (const seats of [20, 70, 100, 105]) {
      const problem = totalProblem({ family, applicants: 300, options: 8, seats });
      const bid = await allocateTotal(problem);
      // A budget that is soon used up: the exact method takes over in the middle.
      const paths = await allocateTotal(problem, { budget: 3000 });
      if (!bid.ok || !paths.ok) throw new Error("not cancelled");
      expect([bid.method, paths.method]).toEqual(["auction", "paths"]);
      for (const { result } of [bid, paths]) {
        expect(verify(problem, result)).toMatchObject({ ok: true, problems: [] });
      }
      const figures = ({ certificate }: typeof bid.result) => ({
        objective: certificate.objective,
        placed: certificate.placed,
        prices: certificate.places.map(({ lowest, highest }) => [lowest, highest]),
      });
      expect(figures(paths.result)).toEqual(figures(bid.result));
    }
  });
});
