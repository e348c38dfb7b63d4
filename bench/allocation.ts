import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { USUAL, writeProblemFolder } from "./allocation-problem.ts";
import { FAMILIES, type Measured, ROW_FAMILIES, type Run } from "./allocation-run.ts";

// `npm run bench:allocation -- [--write] [--families a,b] [--no-files] [sizes...]`: both rules on every
// family of problems, each measurement in a process of its own, with the peers that are installed on the
// same problem straight after, and checked to find the same; then the real command line on files. With
// `--write` the figures replace those of the same problems in docs/benchmarks.md and leave the others.

const TITLE = "Allocation";
const SIZES = [500, 2000, 10_000, 100_000];
const KALFA = join(import.meta.dirname, "../bin/kalfa");
const RUN = join(import.meta.dirname, "allocation-run.ts");
const DOCS = join(import.meta.dirname, "../docs/benchmarks.md");
/** Who takes part in what, up to how many people: beyond, they take hours or all memory. */
const PEERS = {
  stable: { textbook: 100_000 },
  "best-total": { LEMON: Number.POSITIVE_INFINITY, matrix: 2000, flow: 500 },
  rows: { HiGHS: 2000 },
} as const;
/** At this size and above, LEMON takes minutes; it is asked about the first family only. */
const LARGE = 1_000_000;
/** The rows of the rules grow with people until a run takes an hour. */
const MOST_WITH_ROWS = 10_000;

/** Families that differ under `stable`, which knows no weights. */
const ABOUT_POINTS = ["typical", "ties", "full", "scarce", "one for all"];

const COLUMNS =
  "Rule | Family | Applicants | Options | Solve, s | Verify, s | Peak, MB | µs an option | Gap | Peers | Load | Date".split(
    " | ",
  );
const FILE_COLUMNS =
  "From files | Applicants | Options | Read, s | Solve, s | Verify, s | Whole, s | Peak, MB | Load | Date".split(
    " | ",
  );

const args = process.argv.slice(2);
const after = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const date = new Date().toISOString().slice(0, 10);
const number = (value: number) => value.toLocaleString("en-GB");
const load = () => loadavg()[0]!.toFixed(1);
const missing = new Set<string>();

function measure(run: Run): Measured | null {
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, JSON.stringify(run)]);
  if (status !== 0) throw new Error(`${JSON.stringify(run)}: ${stderr}`);
  return JSON.parse(String(stdout));
}

/** What a peer needs beside us: how many times longer, and how many times the memory where it is its own. */
function compare(run: Run, own: Measured): string | null {
  const near = Math.max(0.5, own.gap);
  const theirs = measure({ ...run, near });
  if (theirs === null) {
    missing.add(run.by);
    return null;
  }
  const apart = Math.abs(theirs.total - own.total);
  // The textbook draws no lots: among equal points it may fill a seat more or less. That our own is
  // right under `stable` the verifier says, with a second way of its own to find it.
  const off = run.rule === "stable" ? own.options : run.by === "HiGHS" ? near : own.gap;
  if (apart > off) throw new Error(`${run.by} finds ${theirs.total}, not ${own.total}`);
  const ratio = theirs.solve / own.solve;
  const times = ratio < 10 ? ratio.toFixed(2) : number(Math.round(ratio));
  const memory = run.by === "LEMON" ? `, ${number(theirs.megabytes)} MB` : "";
  return `${run.by} ${times} x (${theirs.solve.toFixed(3)} s${memory})`;
}

function line(rule: Run["rule"], family: string, applicants: number): string[] {
  const run: Run = { rule, family, applicants, by: "kalfa" };
  const own = measure(run)!;
  const kind = ROW_FAMILIES.includes(family) ? "rows" : rule;
  const peers = Object.entries(PEERS[kind])
    .filter(([, most]) => applicants <= most)
    .filter(() => applicants < LARGE || family === "typical")
    .map(([by]) => compare({ ...run, by: by as Run["by"] }, own));
  return [
    rule,
    family,
    number(applicants),
    number(own.options),
    own.solve.toFixed(3),
    own.verify.toFixed(3),
    number(own.megabytes),
    ((1e6 * own.solve) / own.options).toFixed(2),
    rule === "stable" ? "" : number(own.gap),
    peers.filter((one) => one !== null).join(", "),
    load(),
    date,
  ];
}

async function fromFiles(rule: Run["rule"], applicants: number): Promise<string[]> {
  const work = mkdtempSync(join(tmpdir(), "kalfa-bench-"));
  try {
    const dir = join(work, "problem");
    await writeProblemFolder(dir, { applicants, rule, ...USUAL });
    const run = spawnSync(process.execPath, [KALFA, "allocate", dir, "--out", join(work, "out")]);
    if (run.status !== 0) throw new Error(String(run.stderr));
    const summary = JSON.parse(readFileSync(join(work, "out/summary.json"), "utf8"));
    const { read, solve, verify, total } = summary.seconds;
    return [
      rule,
      number(applicants),
      number(applicants * USUAL.options),
      ...[read, solve, verify, total].map((figure: number) => figure.toFixed(2)),
      number(summary.peakMegabytes),
      load(),
      date,
    ];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const cells = (row: string) =>
  row
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
const row = (values: readonly string[]) => `| ${values.join(" | ")} |`;

/** The rows of an earlier run that this one did not measure, then its own, by rule, family and size. */
function table(columns: readonly string[], keys: number, old: string, fresh: string[][]): string {
  const key = (values: readonly string[]) => values.slice(0, keys).join("|");
  const head = old.indexOf(row(columns));
  const kept = head === -1 ? [] : old.slice(head).split("\n").slice(2);
  const end = kept.findIndex((one) => !one.startsWith("|"));
  const rows = new Map(
    kept.slice(0, end === -1 ? undefined : end).map((one) => [key(cells(one)), cells(one)]),
  );
  for (const values of fresh) rows.set(key(values), values);
  const size = (values: readonly string[]) => Number(values[keys - 1]!.replaceAll(",", ""));
  const families = [...Object.keys(FAMILIES), ...ROW_FAMILIES];
  const order = (values: readonly string[]) => (keys === 3 ? families.indexOf(values[1]!) : 0);
  const sorted = [...rows.values()].sort(
    (a, b) => a[0]!.localeCompare(b[0]!) || order(a) - order(b) || size(a) - size(b),
  );
  const line = columns.map((name) => (/Rule|Family|From|Peers|Date/.test(name) ? "---" : "---:"));
  return [row(columns), row(line), ...sorted.map(row)].join("\n");
}

function section(old: string, lines: string[][], files: string[][]): string {
  const processor = cpus()[0]?.model.trim() ?? "unknown processor";
  return `## ${TITLE}

\`npm run bench:allocation -- --write\`, ${cpus().length} cores (${processor}), Node ${process.versions.node}; the
load, other work included, and the day stand in each row. Seconds are of processor time, the best of three
rounds where a round takes less than 10 s; the peak is that of a process that makes the problem and solves
it. A peer's figure says how many times longer it takes for the same total (HiGHS: for one as near to the
bound), on the same problem straight after: under 1 x the peer is quicker. LEMON 1.3.1 is its network simplex in native C++, the
solver alone; the matrix is npm linear-sum-assignment, the flow npm min-cost-flow, HiGHS its WebAssembly on
the whole model, the textbook Gale and Shapley's algorithm with a \`Map\` and sorted arrays.

${table(COLUMNS, 3, old, lines)}

${table(FILE_COLUMNS, 2, old, files)}
`;
}

const sizes = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
const families = after("--families")?.split(",") ?? [...Object.keys(FAMILIES), ...ROW_FAMILIES];
const lines: string[][] = [];
const files: string[][] = [];
for (const applicants of sizes.length > 0 ? sizes : SIZES) {
  for (const rule of ["best-total", "stable"] as const) {
    for (const family of families) {
      const withRows = ROW_FAMILIES.includes(family);
      if (withRows && (rule === "stable" || applicants > MOST_WITH_ROWS)) continue;
      if (rule === "stable" && !ABOUT_POINTS.includes(family)) continue;
      lines.push(line(rule, family, applicants));
      console.error(lines.at(-1)!.join(" | "));
    }
    if (args.includes("--no-files")) continue;
    files.push(await fromFiles(rule, applicants));
    console.error(files.at(-1)!.join(" | "));
  }
}
console.log(section("", lines, files));
if (missing.size > 0) console.log(`Not found, so not compared: ${[...missing].join(", ")}.`);
if (args.includes("--write")) {
  const parts = readFileSync(DOCS, "utf8").split(/^(?=## )/m);
  const at = parts.findIndex((part) => part.startsWith(`## ${TITLE}\n`));
  const fresh = section(parts[at] ?? "", lines, files);
  if (at === -1) parts.push(fresh);
  else parts[at] = fresh;
  writeFileSync(DOCS, `${parts.map((part) => part.trim()).join("\n\n")}\n`);
}
