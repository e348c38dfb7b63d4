import {
  allocate,
  explain,
  type Fault,
  type FolderFiles,
  type Problem,
  parseResult,
  type Refusal,
  type Result,
  type RuleName,
  type VerdictOf,
  verify,
  writeResult,
} from "../allocation/index.ts";
import { elapsed } from "../platform/clock.ts";
import { explanationWords } from "./explanation-words.ts";
import { outInTheWay, readProblemFolder, readResultFolder, writeFolder } from "./folders.ts";
import { version } from "./program-version.ts";
import { progress } from "./progress.ts";
import { faultWords, WORDS } from "./words.ts";

/** Exit statuses, as documented in docs/allocation.md. */
export const EXIT = {
  done: 0,
  refused: 1,
  wrong: 2,
  impossible: 3,
  bug: 70,
  interrupted: 130,
} as const;

const say = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

export async function runAllocate(dir: string, { out }: { out: string }): Promise<number> {
  const clock = stopwatch();
  const inTheWay = await outInTheWay(out);
  const bar = progress();
  const parsed = await readProblemFolder(dir, (done, all) => bar.show(WORDS.reading, done, all));
  bar.clear();
  if (!parsed.ok || inTheWay !== null) {
    return turnDown(
      [...(parsed.ok ? [] : parsed.problems), ...(inTheWay?.problems ?? [])],
      !parsed.ok && parsed.impossible && inTheWay === null,
    );
  }
  const { problem } = parsed;
  const read = clock.lap();
  const outcome = await allocate(problem, {
    onProgress: (done, all) => bar.show(WORDS.solving, done, all),
  });
  if (!outcome.ok) return turnDown(outcome.problems, false);
  const { result } = outcome;
  const solve = clock.lap();
  bar.show(WORDS.checking, 0, 1);
  const verdict = verify(problem, result);
  const checked = clock.lap();
  bar.clear();
  if (!verdict.ok) {
    complain(`${WORDS.bug} ${WORDS.selfRefused}`);
    for (const fault of verdict.problems) complain(`  ${faultWords(fault)}`);
    return EXIT.bug;
  }
  const files = writeResult(problem, result, {
    codeVersion: version,
    seconds: { read, solve, verify: checked, total: clock.total() },
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  });
  await writeFolder(out, files);
  const seats = problem.places.capacity.reduce((sum, capacity) => sum + capacity, 0);
  say(WORDS.written(verdict.placed, problem.applicants.ids.length, seats, out));
  say(verifiedWords(verdict, problem));
  return EXIT.done;
}

function verifiedWords(verdict: VerdictOf<RuleName>, { applicants }: Problem): string {
  const { placed } = verdict;
  return "objective" in verdict
    ? WORDS.verifiedTotal(placed, applicants.ids.length, verdict.objective, verdict.bound)
    : WORDS.verified(placed, applicants.ids.length);
}

export async function runVerify(dir: string, resultDir: string): Promise<number> {
  const loaded = await loadBoth(dir, resultDir);
  if ("problems" in loaded) return turnDown(loaded.problems, loaded.impossible);
  const { problem, result, files } = loaded;
  const verdict = verify(problem, result);
  const problems = [...verdict.problems, ...beside(problem, result, files)];
  if (problems.length > 0) {
    complain(WORDS.refused(problems.length));
    for (const fault of problems) complain(`  ${faultWords(fault)}`);
    return EXIT.refused;
  }
  say(verifiedWords(verdict, problem));
  return EXIT.done;
}

export async function runExplain(
  dir: string,
  resultDir: string,
  { applicant, json }: { applicant: string; json?: boolean },
): Promise<number> {
  const loaded = await loadBoth(dir, resultDir);
  if ("problems" in loaded) return turnDown(loaded.problems, loaded.impossible);
  const explained = explain(loaded.problem, loaded.result, applicant);
  if (!explained.ok) {
    const differs = explained.problems.some(({ code }) => code === "result-differs");
    for (const fault of explained.problems) complain(faultWords(fault));
    return differs ? EXIT.refused : EXIT.wrong;
  }
  const { explained: one } = explained;
  say(json === true ? JSON.stringify(one, null, 2) : explanationWords(one));
  return EXIT.done;
}

export function runReplan(): number {
  return turnDown([{ code: "replan-not-available", params: {} }], false);
}

interface Loaded {
  readonly problem: Problem;
  readonly result: Result;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

async function loadBoth(dir: string, resultDir: string): Promise<Loaded | Refusal> {
  const bar = progress();
  const parsed = await readProblemFolder(dir, (done, all) => bar.show(WORDS.reading, done, all));
  bar.clear();
  const files = await readResultFolder(resultDir);
  if (!parsed.ok) return parsed;
  if (isRefusal(files)) return files;
  const result = parseResult(parsed.problem, files);
  return result.ok ? { problem: parsed.problem, result: result.result, files } : result;
}

function isRefusal(value: Record<string, Uint8Array> | Refusal): value is Refusal {
  return "ok" in value && value.ok === false;
}

/** The files beside placements and certificate repeat them for readers; they must not differ. */
function beside(problem: Problem, result: Result, files: Loaded["files"]): Fault[] {
  const expected: FolderFiles = writeResult(problem, result, { codeVersion: version });
  const text = (file: string) => {
    const bytes = files[file];
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  };
  const faults: Fault[] = [];
  const explanations = text("explanations.ndjson");
  if (explanations !== undefined && explanations !== expected["explanations.ndjson"]) {
    faults.push({ code: "explanations-differ", params: {} });
  }
  const summary = text("summary.json");
  if (summary !== undefined) {
    const [theirs, ours] = [readObject(summary), readObject(expected["summary.json"]!)];
    for (const key of Object.keys(ours)) {
      // A newer program may verify what an older one wrote.
      if (key === "codeVersion" || JSON.stringify(theirs[key]) === JSON.stringify(ours[key]))
        continue;
      faults.push({ code: "summary-differs", params: { key } });
    }
  }
  return faults;
}

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Say everything that is wrong, at once. */
export function turnDown(problems: readonly Fault[], impossible: boolean): number {
  complain(impossible ? WORDS.impossible(problems.length) : WORDS.wrong(problems.length));
  for (const fault of problems) complain(`  ${faultWords(fault)}`);
  return impossible ? EXIT.impossible : EXIT.wrong;
}

function stopwatch() {
  const whole = elapsed();
  let lap = elapsed();
  const seconds = (milliseconds: number) => Math.round(milliseconds) / 1000;
  return {
    lap: () => {
      const took = seconds(lap());
      lap = elapsed();
      return took;
    },
    total: () => seconds(whole()),
  };
}
