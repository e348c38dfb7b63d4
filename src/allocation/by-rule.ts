import type { Problem, Refusal, Result, RuleName } from "./problem.ts";
import { type AllocateOptions, allocateStable } from "./stable/allocate.ts";
import {
  type Explained,
  type ExplainOptions,
  type Explanation,
  explainAllStable,
  explainStable,
} from "./stable/explain.ts";
import { allocateTotal } from "./total/allocate.ts";
import { explainAllTotal, explainTotal, type TotalExplanation } from "./total/explain.ts";
import { type Verdict, verifyStable } from "./verify/stable.ts";
import { type TotalVerdict, verifyTotal } from "./verify/total.ts";

// One door for both rules. The rule is the problem's own; nothing here chooses or changes it.

interface Told {
  readonly stable: Explanation;
  readonly "best-total": TotalExplanation;
}
interface Verdicts {
  readonly stable: Verdict;
  readonly "best-total": TotalVerdict;
}
/** What an applicant is told under a rule; a union of both where the rule is not known. */
export type ExplanationOf<R extends RuleName> = Told[R];
export type VerdictOf<R extends RuleName> = Verdicts[R];

const isStable = (problem: Problem): problem is Problem<"stable"> =>
  problem.rules.rule === "stable";

/** Solve by the problem's rule. A refusal only when `cancelled` answered true. */
export function allocate<R extends RuleName>(
  problem: Problem<R>,
  options: AllocateOptions = {},
): { readonly ok: true; readonly result: Result<R> } | Refusal {
  const outcome = isStable(problem)
    ? allocateStable(problem, options)
    : allocateTotal(problem as Problem<"best-total">, options);
  return outcome as { readonly ok: true; readonly result: Result<R> } | Refusal;
}

/** Judge a result by the verifier of the problem's rule, which shares no code with the solver. */
export function verify<R extends RuleName>(problem: Problem<R>, result: Result<R>): VerdictOf<R> {
  const verdict = isStable(problem)
    ? verifyStable(problem, result as unknown as Result<"stable">)
    : verifyTotal(problem as Problem<"best-total">, result as unknown as Result<"best-total">);
  return verdict as VerdictOf<R>;
}

/** Explain one applicant (by id) in the words of the problem's rule: codes and figures. */
export function explain<R extends RuleName>(
  problem: Problem<R>,
  result: Result<R>,
  applicant: string,
  options: ExplainOptions = {},
): Explained<ExplanationOf<R>> {
  const explained = isStable(problem)
    ? explainStable(problem, result as unknown as Result<"stable">, applicant, options)
    : explainTotal(
        problem as Problem<"best-total">,
        result as unknown as Result<"best-total">,
        applicant,
      );
  return explained as Explained<ExplanationOf<R>>;
}

/** Explain everybody, in the order of the applicants. */
export function explainAll<R extends RuleName>(
  problem: Problem<R>,
  result: Result<R>,
  options: ExplainOptions = {},
): Explained<ExplanationOf<R>[]> {
  const explained = isStable(problem)
    ? explainAllStable(problem, result as unknown as Result<"stable">, options)
    : explainAllTotal(problem as Problem<"best-total">, result as unknown as Result<"best-total">);
  return explained as Explained<ExplanationOf<R>[]>;
}
