import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { linearSumAssignment } from "linear-sum-assignment";
import { minCostFlow } from "min-cost-flow";
import { type Problem, verify } from "../src/allocation/index.ts";
import { allocateTotal } from "../src/allocation/total/allocate.ts";
import { FAMILIES, type TotalShape, totalProblem } from "./total-problem.ts";

// `node bench/total.ts [--write] [sizes...]`: the rule `best-total` and its peers on the same problems
// in one run, checked to find the same total. LEMON takes part where g++ and its headers are there
// (Debian: g++ and liblemon-dev). `--write` puts the figures into docs/benchmarks.md.

const TITLE = "The greatest total";
const ROUNDS = 3;
const COMPILER = "g++";
type Total = Problem<"best-total">;

/** Seconds of processor time: other programs on the machine count less than by the clock. */
async function seconds<T>(run: () => T | Promise<T>): Promise<readonly [number, T]> {
  const start = process.cpuUsage();
  const value = await run();
  return [process.cpuUsage(start).user / 1e6, value];
}

/** Jonker and Volgenant on a matrix: a column a seat, 0 where there is no option. */
function byMatrix({ applicants, places, options }: Total): number {
  const first: number[] = [];
  let seats = 0;
  for (const capacity of places.capacity) {
    first.push(seats);
    seats += capacity;
  }
  const matrix = applicants.ids.map(() => new Float64Array(seats));
  for (let o = 0; o < options.place.length; o++) {
    const p = options.place[o]!;
    matrix[options.applicant[o]!]!.fill(
      options.weight[o]!,
      first[p],
      first[p]! + places.capacity[p]!,
    );
  }
  return linearSumAssignment(matrix, { maximaze: true }).gain;
}

/** Successive shortest paths on a graph with costs of at least 0: the most weight less each weight. */
function byFlow({ applicants, places, options }: Total): number {
  const most = options.weight.reduce((a, b) => Math.max(a, b), 0);
  const edges = [
    ...applicants.ids.map((id) => ({ from: "SOURCE", to: id, capacity: 1, cost: 0 })),
    ...applicants.ids.map((id) => ({ from: id, to: "OUT", capacity: 1, cost: most })),
    { from: "OUT", to: "SINK", capacity: applicants.ids.length, cost: 0 },
    ...places.ids.map((id, p) => ({
      from: id,
      to: "SINK",
      capacity: places.capacity[p]!,
      cost: 0,
    })),
    ...Array.from(options.place, (p, o) => ({
      from: applicants.ids[options.applicant[o]!]!,
      to: places.ids[p]!,
      capacity: 1,
      cost: most - options.weight[o]!,
    })),
  ];
  const cost = minCostFlow(edges).reduce((sum, edge) => sum + edge.flow * edge.cost, 0);
  return most * applicants.ids.length - cost;
}

interface Lemon {
  readonly total: number;
  readonly seconds: number;
  readonly megabytes: number;
}

/** Builds the driver once; null where there is no compiler or no LEMON. */
function lemon(work: string): ((problem: Total) => Lemon) | null {
  const program = join(work, "lemon");
  const source = join(import.meta.dirname, "lemon.cc");
  const built = spawnSync(process.env.CXX ?? COMPILER, ["-O3", "-o", program, source]);
  if (built.status !== 0) return null;
  return ({ applicants, places, options }) => {
    const head = [applicants.ids.length, places.ids.length, options.place.length];
    const input = new Int32Array(head.length + places.ids.length + 3 * options.place.length);
    input.set(head);
    input.set(places.capacity, head.length);
    let at = head.length + places.ids.length;
    for (let o = 0; o < options.place.length; o++) {
      input[at++] = options.applicant[o]!;
      input[at++] = options.place[o]!;
      input[at++] = options.weight[o]!;
    }
    const { stdout } = spawnSync(program, { input: new Uint8Array(input.buffer) });
    const [total, took, megabytes] = String(stdout).trim().split(" ").map(Number);
    return { total: total!, seconds: took!, megabytes: megabytes! };
  };
}

interface Line {
  readonly shape: TotalShape;
  readonly options: number;
  readonly solve: number;
  readonly verify: number;
  readonly total: number;
  readonly gap: number;
  readonly lemon: number | null;
  readonly matrix: number | null;
  readonly flow: number | null;
}

async function measure(shape: TotalShape, network: ReturnType<typeof lemon>): Promise<Line> {
  const problem = totalProblem(shape);
  const solves: number[] = [];
  const checks: number[] = [];
  let total = 0;
  let gap = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const [solve, outcome] = await seconds(() => allocateTotal(problem));
    if (!outcome.ok) throw new Error("not cancelled");
    const [check, verdict] = await seconds(() => verify(problem, outcome.result));
    if (!verdict.ok) throw new Error(JSON.stringify(verdict.problems[0]));
    solves.push(solve);
    checks.push(check);
    total = outcome.result.certificate.objective;
    gap = outcome.result.certificate.gap;
  }
  const agree = (name: string, theirs: number) => {
    if (theirs !== total) throw new Error(`${name} finds ${theirs}, not ${total}`);
  };
  const peer = async (name: string, most: number, run: (problem: Total) => number) => {
    if (shape.applicants > most) return null;
    const [took, theirs] = await seconds(() => run(problem));
    agree(name, theirs);
    return took;
  };
  const rounds = network === null ? [] : [network(problem), network(problem)];
  for (const round of rounds) agree("LEMON", round.total);
  return {
    shape,
    options: problem.options.place.length,
    solve: Math.min(...solves),
    verify: Math.min(...checks),
    total,
    gap,
    lemon: rounds.length === 0 ? null : Math.min(...rounds.map((round) => round.seconds)),
    matrix: await peer("linear-sum-assignment", 2000, byMatrix),
    flow: await peer("min-cost-flow", 500, byFlow),
  };
}

function section(lines: readonly Line[], date: string): string {
  const number = (value: number) => value.toLocaleString("en-GB");
  const times = (peer: number | null, own: number) => {
    if (peer === null) return "";
    const ratio = peer / own;
    return `${ratio < 10 ? ratio.toFixed(2) : number(Math.round(ratio))} x`;
  };
  const rows = lines.map(({ shape, options, solve, verify, gap, lemon, matrix, flow }) =>
    [
      shape.family,
      shape.seats,
      number(shape.applicants),
      number(options),
      solve.toFixed(3),
      verify.toFixed(3),
      gap,
      times(lemon, solve),
      times(matrix, solve),
      times(flow, solve),
    ].join(" | "),
  );
  const processor = cpus()[0]?.model.trim() ?? "unknown processor";
  const load = loadavg()[0]!;
  const quiet =
    load < 2.5
      ? "The machine was quiet."
      : `The machine was busy with other work (load ${load.toFixed(1)}): ratios taken in one run still compare.`;
  return `## ${TITLE}

\`node bench/total.ts --write\`, ${date}, ${cpus().length} cores (${processor}), Node ${process.versions.node}.
${quiet}
Solving to the certificate in seconds of processor time, the best of ${ROUNDS} rounds; a peer's figure is
how many times longer it takes, in processor time, for the same total: LEMON 1.3.1 (network simplex, native C++,
the solver alone), npm linear-sum-assignment (a matrix, up to 2,000 people), npm min-cost-flow (up to 500).
Under 1 x the peer is quicker.

| Problem | Seats for 100 | Applicants | Options | Solve, s | Verify, s | Gap | LEMON | Matrix | Flow |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.map((row) => `| ${row} |`).join("\n")}
`;
}

function write(text: string): void {
  const file = join(import.meta.dirname, "../docs/benchmarks.md");
  const old = existsSync(file) ? readFileSync(file, "utf8") : "# Benchmarks\n";
  const parts = old.split(/^(?=## )/m).filter((part) => !part.startsWith(`## ${TITLE}\n`));
  writeFileSync(file, `${[...parts, text].map((part) => part.trim()).join("\n\n")}\n`);
}

const work = mkdtempSync(join(tmpdir(), "kalfa-bench-"));
try {
  const network = lemon(work);
  const sizes = process.argv
    .slice(2)
    .filter((arg) => /^\d+$/.test(arg))
    .map(Number);
  const usual = { family: "usual", options: 16, seats: 70 } as const;
  const shapes: TotalShape[] = (sizes.length > 0 ? sizes : [500, 2000, 10_000, 100_000]).map(
    (applicants) => ({ ...usual, applicants }),
  );
  if (sizes.length === 0) {
    for (const family of FAMILIES) {
      for (const seats of [20, 70, 100, 105]) {
        if (family === "usual" && seats === 70) continue;
        shapes.push({ family, applicants: 10_000, options: 16, seats });
      }
    }
  }
  const lines: Line[] = [];
  for (const shape of shapes) {
    const line = await measure(shape, network);
    console.error(shape.family, shape.applicants, shape.seats, line.solve);
    lines.push(line);
  }
  const text = section(lines, new Date().toISOString().slice(0, 10));
  if (process.argv.includes("--write")) write(text);
  console.log(text);
} finally {
  rmSync(work, { recursive: true, force: true });
}
