import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Problem } from "../shared/result.ts";
import {
  checkRanking,
  RANKING_FILES,
  type RankingFiles,
} from "../stages/selection/ranking/ranking-folder.ts";
import { EXIT } from "./commands.ts";
import { InOut } from "./folders.ts";

type Params = NonNullable<Problem["params"]>;

/** What is wrong with a ranking folder and what to do, by code. */
const FAULTS: Readonly<Record<string, (p: Params) => string>> = {
  "ranking-file-missing": (p) => `${p.file} is missing. Download the whole folder again.`,
  "ranking-rule-unreadable": () =>
    "rule.json is not a rule that this program knows. Download it again, or use a newer program.",
  "ranking-scores-header": () =>
    "scores.csv must begin with the columns applicant, criterion, source, assessor, value.",
  "ranking-scores-line": (p) =>
    `scores.csv, line ${p.line}: five values are needed, with a known source in the third.`,
  "ranking-criterion-unknown": (p) =>
    `scores.csv: ${p.applicant} has a score for "${p.criterion}", which rule.json does not have.`,
  "ranking-input-twice": (p) => `scores.csv: ${p.applicant} has "${p.criterion}" twice.`,
  "ranking-row-unknown": (p) =>
    `scores.csv: ${p.applicant} has the row "${p.value}" of "${p.criterion}", which its table lacks.`,
  "ranking-value-wrong": (p) =>
    `scores.csv: ${p.applicant} has "${p.value}" for "${p.criterion}"; it must be whole, 0 to ${p.max}.`,
  "ranking-score-missing": (p) => `scores.csv: ${p.applicant} has nothing for "${p.criterion}".`,
  "ranking-applicant-twice": () => "scores.csv holds somebody twice.",
  "ranking-list-differs": (p) =>
    `list.csv, line ${p.line}, is not what the rule gives.\n    there:    ${p.given}\n    computed: ${p.computed}`,
};

const words = ({ code, params = {} }: Problem): string =>
  FAULTS[code]?.(params) ?? `${code} ${JSON.stringify(params)}`;

async function readFolder(dir: string): Promise<Partial<RankingFiles>> {
  const files: Partial<Record<(typeof RANKING_FILES)[number], string>> = {};
  const found = await stat(dir).catch(() => null);
  if (!found?.isDirectory()) throw new InOut(dir, new Error("no such folder"));
  for (const name of RANKING_FILES) {
    try {
      files[name] = await readFile(join(dir, name), "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw new InOut(dir, error);
    }
  }
  return files;
}

/**
 * Computes a published list anew from its rule and scores. With a list.csv beside them it is
 * compared byte for byte; without one the list is printed.
 */
export async function runRank(dir: string): Promise<number> {
  const checked = checkRanking(await readFolder(dir));
  if (!checked.ok) {
    const differs = checked.problems.some(({ code }) => code === "ranking-list-differs");
    const count = checked.problems.length;
    process.stderr.write(
      differs ? "Refused.\n" : `${count} ${count === 1 ? "thing is" : "things are"} wrong:\n`,
    );
    for (const problem of checked.problems) process.stderr.write(`  ${words(problem)}\n`);
    return differs ? EXIT.refused : EXIT.wrong;
  }
  const { list, people, compared } = checked.value;
  if (!compared) process.stdout.write(list);
  else process.stdout.write(`Verified: ${people} people, list.csv is what the rule gives.\n`);
  return EXIT.done;
}
