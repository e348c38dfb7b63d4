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

// One door for both rules. The rule is the problem's own; nothing here chooses or changes it.

interface Told {
  readonly stable: Explanation;
  readonly "best-total": TotalExplanation;
}
/** What an applicant is told under a rule; a union of both where the rule is not known. */
export type ExplanationOf<R extends RuleName> = Told[R];

const isStable = (problem: Problem): problem is Problem<"stable"> =>
  problem.rules.rule === "stable";

/** Solve by the problem's rule. Refused when `cancelled` answered true, or rules cannot all be kept. */
export async function allocate<R extends RuleName>(
  problem: Problem<R>,
  options: AllocateOptions = {},
): Promise<{ readonly ok: true; readonly result: Result<R> } | Refusal> {
  const outcome = isStable(problem)
    ? allocateStable(problem, options)
    : await allocateTotal(problem as Problem<"best-total">, options);
  return outcome as { readonly ok: true; readonly result: Result<R> } | Refusal;
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
