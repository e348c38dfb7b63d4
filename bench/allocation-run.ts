import { allocate, type Problem, verify } from "../src/allocation/index.ts";
import { byFlow, byHighs, byLemon, byMatrix, byTextbook } from "./allocation-peers.ts";
import { rowsProblem } from "./rows-problem.ts";
import { type Family, totalProblem } from "./total-problem.ts";

// One measurement of bench/allocation.ts, in a process of its own so that its memory is its own:
// `node bench/allocation-run.ts '{"rule":"best-total","family":"typical","applicants":500,"by":"kalfa"}'`
// prints what came out as one line of JSON, or null where the program is not installed.

export interface Run {
  readonly rule: "stable" | "best-total";
  readonly family: string;
  readonly applicants: number;
  readonly by: "kalfa" | "LEMON" | "HiGHS" | "matrix" | "flow" | "textbook";
  /** How far from the greatest total a peer may stop, in units of weight. */
  readonly near?: number;
}

export interface Measured {
  readonly options: number;
  /** Total weight, or people placed under `stable`. */
  readonly total: number;
  readonly gap: number;
  /** Processor time. */
  readonly solve: number;
  readonly verify: number;
  /** The most memory the process took, the problem included. */
  readonly megabytes: number;
}

export const FAMILIES: Readonly<Record<string, readonly [family: Family, seats: number]>> = {
  typical: ["usual", 70],
  ties: ["few different weights", 70],
  full: ["usual", 100],
  scarce: ["usual", 20],
  equal: ["all weights equal", 70],
  "one for all": ["one for all", 100],
  islands: ["islands", 105],
  "wide weights": ["wide weights", 70],
};
export const ROW_FAMILIES = ["groups", "all rows"];

function problemOf({ rule, family, applicants }: Run): Problem {
  const options = applicants < 1_000_000 ? 16 : 20;
  if (ROW_FAMILIES.includes(family)) return rowsProblem(applicants, options, family === "all rows");
  const [kind, seats] = FAMILIES[family]!;
  const problem = totalProblem({ family: kind, applicants, options, seats });
  if (rule === "best-total") return problem;
  if (family === "ties") problem.applicants.points.fill(1);
  return {
    ...problem,
    options: { ...problem.options, weight: new Int32Array(0) },
    rules: { ...problem.rules, rule },
  };
}

const megabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);

async function seconds<T>(run: () => T | Promise<T>): Promise<readonly [number, T]> {
  const start = process.cpuUsage();
  const value = await run();
  const { user, system } = process.cpuUsage(start);
  return [(user + system) / 1e6, value];
}

async function own(problem: Problem): Promise<Measured> {
  const rounds: Measured[] = [];
  // The code is not warm at first; what is quoted is the best of three where three are quick.
  for (let spent = 0; rounds.length === 0 || (rounds.length < 3 && spent < 10); ) {
    const [solve, outcome] = await seconds(() => allocate(problem));
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems[0]));
    const { result } = outcome;
    const [check, verdict] = await seconds(() => verify(problem, result));
    if (!verdict.ok) throw new Error(JSON.stringify(verdict.problems[0]));
    const proven = result.rule === "stable" ? null : result.certificate;
    rounds.push({
      options: problem.options.place.length,
      total: proven?.objective ?? result.certificate.placed,
      gap: proven?.gap ?? 0,
      solve,
      verify: check,
      megabytes: rounds[0]?.megabytes ?? megabytes(),
    });
    spent += solve + check;
  }
  const least = (figure: "solve" | "verify") => Math.min(...rounds.map((round) => round[figure]));
  return { ...rounds[0]!, solve: least("solve"), verify: least("verify") };
}

async function peer(problem: Problem, { by, near }: Run): Promise<Measured | null> {
  const total = problem as Problem<"best-total">;
  const of = { options: problem.options.place.length, gap: 0, verify: 0 };
  if (by === "LEMON") {
    const found = byLemon(total);
    return found === null ? null : { ...of, ...found, solve: found.seconds };
  }
  const [solve, found] = await seconds(() => {
    if (by === "matrix") return byMatrix(total);
    if (by === "flow") return byFlow(total);
    if (by === "textbook") return byTextbook(problem as Problem<"stable">);
    return byHighs(total, near ?? 0.5);
  });
  return found === null ? null : { ...of, total: found, solve, megabytes: megabytes() };
}

if (process.argv[1] === import.meta.filename) {
  const run: Run = JSON.parse(process.argv[2] ?? "{}");
  const problem = problemOf(run);
  const measured = run.by === "kalfa" ? await own(problem) : await peer(problem, run);
  console.log(JSON.stringify(measured));
}
