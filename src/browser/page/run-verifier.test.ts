import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { allocate, PROBLEM_FILES, parseProblem, writeResult } from "../../allocation/index.ts";
import { judge } from "../run-verifier.ts";

const EXAMPLES = join(import.meta.dirname, "../../../examples");

it.each([
  ["three-friends", { placed: 3, blockingPairs: 0, total: null }],
  ["companies", { placed: 4, blockingPairs: null, total: 240 }],
])("judges the files of %s by the rule they ask for", async (name, verdict) => {
  const problem = Object.fromEntries(
    PROBLEM_FILES.map((file) => [file, readFileSync(join(EXAMPLES, name, file), "utf8")]),
  );
  const parsed = parseProblem(problem);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const outcome = await allocate(parsed.problem);
  if (!outcome.ok) throw new Error("not cancelled");
  const result = writeResult(parsed.problem, outcome.result, { codeVersion: "1" });
  const files = { ...problem, ...result };
  expect(judge(files)).toMatchObject({
    hash: parsed.problem.hash,
    verdict: { ok: true, ...verdict },
  });
  const altered = files["placements.csv"]!.replace(/,\w+\n$/, ",\n");
  expect(altered).not.toBe(files["placements.csv"]);
  expect(judge({ ...files, "placements.csv": altered }).verdict.ok).toBe(false);
});
