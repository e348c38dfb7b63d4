import { allocate, parseProblem, writeProblem } from "../index.ts";
import { tinyRows } from "./tiny-rows.ts";

/** The problem with its allocation; what is refused says whether that is because nothing keeps the rules. */
export async function solveRows(seed: number, rows = tinyRows(seed)) {
  const parsed = parseProblem(writeProblem(rows), "best-total");
  if (!parsed.ok) return { rows, impossible: parsed.impossible, problems: parsed.problems };
  const { problem } = parsed;
  const outcome = await allocate(problem);
  return outcome.ok
    ? { rows, problem, result: outcome.result }
    : { rows, impossible: outcome.impossible, problems: outcome.problems };
}
