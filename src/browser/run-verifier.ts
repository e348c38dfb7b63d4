/** The office's own reader and verifier, bundled for the browser; `verify-run.ts` loads it on demand. */
import { parseProblem, parseResult, type Verdict, verify } from "../allocation/index.ts";

export type Found = {
  readonly hash: string;
  readonly applicants: number;
  readonly wishes: number;
  readonly verdict: Pick<Verdict, "ok" | "placed" | "blockingPairs" | "problems">;
};

/** @param files the problem folder and the result folder, by file name */
export function judge(files: Record<string, string>): Found {
  const refused = (problems: Verdict["problems"], hash = ""): Found => ({
    hash,
    applicants: 0,
    wishes: 0,
    verdict: { ok: false, placed: 0, blockingPairs: 0, problems },
  });
  const parsed = parseProblem(files, "stable");
  if (!parsed.ok) return refused(parsed.problems);
  const { problem } = parsed;
  const result = parseResult(problem, files);
  if (!result.ok) return refused(result.problems, problem.hash);
  return {
    hash: problem.hash,
    applicants: problem.applicants.ids.length,
    wishes: problem.options.rank.length,
    verdict: verify(problem, result.result),
  };
}
