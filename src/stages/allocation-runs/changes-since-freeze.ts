import type { Tx } from "../../platform/db/index.ts";
import type { Problem } from "../../shared/result.ts";
import type { Run } from "./allocation-run.ts";
import { freezeProblem } from "./freeze-problem.ts";
import { PROBLEM_FILES } from "./frozen-problem.ts";
import { readFiles } from "./run-files.store.ts";
import { folderHash } from "./solve-problem.ts";

const CHANGED = {
  "applicants.csv": "run-applicants-changed",
  "options.csv": "run-wishes-changed",
  "places.csv": "run-places-changed",
  "rules.json": "run-rules-changed",
} as const;

/**
 * What stands between a run and being signed or published: the call's data as they are now differ
 * from what was frozen, or the stored bytes are not those that were hashed.
 */
export async function changesSinceFreeze(tx: Tx, run: Run): Promise<readonly Problem[]> {
  const problem = await readFiles(tx, run.id, "problem/");
  const result = await readFiles(tx, run.id, "result/");
  const tampered = [
    ...problem.tampered,
    ...result.tampered,
    ...(folderHash(problem.files) === run.problemHash ? [] : ["problem/"]),
    ...(folderHash(result.files) === run.resultHash ? [] : ["result/"]),
  ];
  if (tampered.length > 0) {
    return [{ code: "run-files-tampered", params: { files: tampered.join(", ") } }];
  }
  const now = await freezeProblem(tx, run.callId);
  if (!now.ok) return now.problems;
  return PROBLEM_FILES.filter((name) => now.value.files[name] !== problem.files[name]).map(
    (name) => ({
      code: CHANGED[name],
      params: { lines: linesThatDiffer(problem.files[name] ?? "", now.value.files[name] ?? "") },
    }),
  );
}

/** Points, country, gender, setting and trade; the reserves stand behind them. */
const OPEN_COLUMNS = 6;
const withoutReserves = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.split(",").slice(0, OPEN_COLUMNS).join(","))
    .join("\n");

/** For a page: the same question without reading anybody's grounds, and therefore not the last word. */
export async function glanceAtChanges(tx: Tx, run: Run): Promise<readonly Problem[]> {
  const { files } = await readFiles(tx, run.id, "problem/");
  const now = await freezeProblem(tx, run.callId, "without-grounds");
  if (!now.ok) return now.problems;
  return PROBLEM_FILES.flatMap((name) => {
    const open = name === "applicants.csv" ? withoutReserves : (text: string) => text;
    const before = open(files[name] ?? "");
    const after = open(now.value.files[name]!);
    if (before === after) return [];
    return [{ code: CHANGED[name], params: { lines: linesThatDiffer(before, after) } }];
  });
}

/** How many lines stand in only one of two files; a changed line counts once. */
export function linesThatDiffer(before: string, after: string): number {
  const left = new Map<string, number>();
  for (const line of before.split("\n")) left.set(line, (left.get(line) ?? 0) + 1);
  let added = 0;
  for (const line of after.split("\n")) {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    else added += 1;
  }
  const removed = [...left.values()].reduce((sum, count) => sum + count, 0);
  return Math.max(added, removed);
}
