import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linearSumAssignment } from "linear-sum-assignment";
import { minCostFlow } from "min-cost-flow";
import { openMaster } from "../src/allocation/highs.ts";
import type { Problem } from "../src/allocation/index.ts";
import { bundlesOf } from "../src/allocation/total/bundles.ts";
import { coreOf } from "../src/allocation/total/core.ts";
import { buildMarket } from "../src/allocation/total/market.ts";
import { Relaxation } from "../src/allocation/total/relaxation.ts";
import { rowsOf } from "../src/allocation/total/rows.ts";

// Other programs on the problems of bench/allocation.ts. Each says what total it finds (of `stable`: how
// many people it places) and how long that took it, in seconds of processor time.

type Total = Problem<"best-total">;

export interface Found {
  readonly total: number;
  readonly seconds: number;
  readonly megabytes: number;
}

/** Jonker and Volgenant on a matrix: a column a seat, 0 where there is no option. */
export function byMatrix({ applicants, places, options }: Total): number {
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
export function byFlow({ applicants, places, options }: Total): number {
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

/** HiGHS on the whole model, asked for a total at most `near` below the greatest; null: none found. */
export async function byHighs(problem: Total, near: number): Promise<number | null> {
  const market = buildMarket(problem);
  const relaxation = new Relaxation(market, rowsOf(problem, market), bundlesOf(problem, market), 1);
  const { model, option } = coreOf(relaxation, {
    choice: new Int32Array(market.people).fill(-1),
    open: new Uint8Array(market.place.length).fill(1),
    fine: null,
    worth: 1,
  });
  const master = await openMaster();
  const solved = master.solve(model, { near });
  if (solved === null) return null;
  return option.reduce(
    (sum, i, column) =>
      sum + (i === -1 ? 0 : Math.round(solved.columns[column]!) * market.weight[i]!),
    0,
  );
}

/** LEMON's network simplex by a driver built for the occasion; null where g++ or LEMON is missing. */
export function byLemon({ applicants, places, options }: Total): Found | null {
  const work = mkdtempSync(join(tmpdir(), "kalfa-bench-"));
  try {
    const program = join(work, "lemon");
    const source = join(import.meta.dirname, "lemon.cc");
    const built = spawnSync(process.env.CXX ?? "g++", ["-O3", "-o", program, source]);
    if (built.status !== 0) return null;
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
    const [total, seconds, megabytes] = String(stdout).trim().split(" ").map(Number);
    return { total: total!, seconds: seconds!, megabytes: megabytes! };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Gale and Shapley as textbooks write it: a Map for each lookup, a sorted array for each place. Says how
 * many people have a place.
 */
export function byTextbook(problem: Problem<"stable">): number {
  const { applicants, places, options } = problem;
  const wishes = new Map<string, { place: string; rank: number }[]>(
    applicants.ids.map((id) => [id, []]),
  );
  options.rank.forEach((rank, o) => {
    const list = wishes.get(applicants.ids[options.applicant[o]!]!)!;
    list.push({ place: places.ids[options.place[o]!]!, rank });
  });
  for (const list of wishes.values()) list.sort((a, b) => a.rank - b.rank);
  const points = new Map(applicants.ids.map((id, a) => [id, applicants.points[a]!]));
  const capacity = new Map(places.ids.map((id, p) => [id, problem.places.capacity[p]!]));
  const held = new Map<string, string[]>(places.ids.map((id) => [id, []]));
  const free = [...applicants.ids];
  while (free.length > 0) {
    const asking = free.pop()!;
    const wish = wishes.get(asking)!.shift();
    if (wish === undefined) continue;
    const people = held.get(wish.place)!;
    people.push(asking);
    people.sort((a, b) => points.get(b)! - points.get(a)! || (a < b ? -1 : 1));
    if (people.length > capacity.get(wish.place)!) free.push(people.pop()!);
  }
  return [...held.values()].reduce((sum, people) => sum + people.length, 0);
}
