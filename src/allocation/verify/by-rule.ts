import type { Problem, Result, RuleName } from "../problem.ts";
import { type Verdict, verifyStable } from "./stable.ts";
import { type TotalVerdict, verifyTotal } from "./total.ts";

interface Verdicts {
  readonly stable: Verdict;
  readonly "best-total": TotalVerdict;
}
export type VerdictOf<R extends RuleName> = Verdicts[R];

/** Judge a result by the verifier of the problem's rule, which shares no code with the solver. */
export function verify<R extends RuleName>(problem: Problem<R>, result: Result<R>): VerdictOf<R> {
  const verdict =
    problem.rules.rule === "stable"
      ? verifyStable(problem as Problem<"stable">, result as unknown as Result<"stable">)
      : verifyTotal(problem as Problem<"best-total">, result as unknown as Result<"best-total">);
  return verdict as VerdictOf<R>;
}
