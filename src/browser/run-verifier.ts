/** The office's own reader and verifier, bundled for the browser; `verify-run.ts` loads it on demand. */
import { parseProblem } from "../allocation/folder/reader.ts";
import { parseResult } from "../allocation/folder/result.ts";
import { verify } from "../allocation/verify/by-rule.ts";
import type { Verdict } from "../allocation/verify/stable.ts";

export type Found = {
  readonly hash: string;
  readonly applicants: number;
  readonly wishes: number;
  readonly verdict: Pick<Verdict, "ok" | "placed" | "problems"> & {
    /** Under the rule `stable`; else null. */
    readonly blockingPairs: number | null;
    /** The total weight under the rule `best-total`, where it is proven to be the greatest; else null. */
    readonly total: number | null;
  };
};

/** @param files the problem folder and the result folder, by file name */
export function judge(files: Record<string, string>): Found {
  const refused = (problems: Verdict["problems"], hash = ""): Found => ({
    hash,
    applicants: 0,
    wishes: 0,
    verdict: { ok: false, placed: 0, blockingPairs: null, total: null, problems },
  });
  const parsed = parseProblem(files);
  if (!parsed.ok) return refused(parsed.problems);
  const { problem } = parsed;
  const result = parseResult(problem, files);
  if (!result.ok) return refused(result.problems, problem.hash);
  const verdict = verify(problem, result.result);
  return {
    hash: problem.hash,
    applicants: problem.applicants.ids.length,
    wishes: problem.options.rank.length,
    verdict: {
      ok: verdict.ok,
      placed: verdict.placed,
      problems: verdict.problems,
      blockingPairs: "blockingPairs" in verdict ? verdict.blockingPairs : null,
      total:
        "objective" in verdict && verdict.objective === verdict.bound ? verdict.objective : null,
    },
  };
}
