import { matcher } from "../filter.ts";
import type { Problem } from "../problem.ts";
import { tiePositions } from "./draw.ts";
import { nest } from "./nesting.ts";
import { type SeatPlan, seatPlan } from "./seat-plan.ts";

/**
 * The problem as the contest runs on it: compressed sparse rows in typed arrays.
 *
 * A *bin* is a part of a place that holds people and turns the worst away. A place with reserved
 * seats is a chain of bins (each reserve in the listed order, open seats last): whoever one bin
 * turns away asks the next one, which is exactly slot-specific priorities. A place with maximum
 * quotas is a tree of bins: the place around its quotas, each around those nested in it.
 */
export interface Market {
  readonly problem: Problem;
  readonly plan: SeatPlan;
  readonly applicants: number;
  /** Position of each applicant by points, then among equals; 0 is the best. */
  readonly standing: Int32Array;
  /** Position of each applicant among equal points: by the given order, then by the draw. */
  readonly draw: Int32Array;
  /** Row of `choice*` arrays where each applicant's wishes begin; wishes are in order of rank. */
  readonly choiceStart: Int32Array;
  readonly choicePlace: Int32Array;
  /** Order at the place, smaller is better, even numbers only: odd ones serve "what if" questions. */
  readonly choiceKey: Int32Array;
  /** Row of the problem's options. */
  readonly choiceOption: Int32Array;
  /** Innermost bin of the choice at a place with maximum quotas, else -1. Null without quotas. */
  readonly choiceBin: Int32Array | null;
  readonly binStart: Int32Array;
  readonly nested: Uint8Array;
  readonly binSeats: Int32Array;
  /** Bin around this one in a tree; -1 at the place itself and in chains. */
  readonly binParent: Int32Array;
  /** Index of the reserve or of the quota the bin stands for; -1 for open seats and whole places. */
  readonly binRule: Int32Array;
  readonly binGroup: readonly (Uint8Array | null)[];
  /** How many heap cells each bin can ever need. */
  readonly binRoom: Int32Array;
}

export interface MarketOptions {
  /** Build the same market with every reserved seat open, to ask what the reserves changed. */
  readonly withoutReserves?: boolean;
  /** Another market of the same problem to take the draw from: it is the dear part. */
  readonly like?: Market;
}

export function buildMarket(problem: Problem, options: MarketOptions = {}): Market {
  const applicants = problem.applicants.ids.length;
  const { standing, draw } = options.like ?? standings(problem);
  const groupOf = matcher(problem.applicants, "applicant");
  const plan = seatPlan(problem, groupOf, options.withoutReserves === true);
  const wishes = sortWishes(problem, plan.pinnedTo);
  const people = byPlace(wishes.choicePlace, problem.places.ids.length);
  const choiceKey = orderAtPlaces(problem, standing, wishes, people);
  const bins = buildBins(problem, plan, groupOf, wishes, people);
  return { problem, plan, applicants, standing, draw, ...wishes, choiceKey, ...bins };
}

/** Two plain numeric sorts: among equals (already positions), then by points with it packed in. */
function standings(problem: Problem): Pick<Market, "standing" | "draw"> {
  const { ids, points, tie } = problem.applicants;
  const draw = tiePositions(problem.rules.seed, ids, tie);
  const row = new Int32Array(ids.length);
  const packed = new Float64Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    row[draw[i]!] = i;
    packed[i] = (2 ** 31 - 1 - points[i]!) * 2 ** 21 + draw[i]!;
  }
  packed.sort();
  const standing = new Int32Array(ids.length);
  for (let i = 0; i < ids.length; i++) standing[row[packed[i]! % 2 ** 21]!] = i;
  return { standing, draw };
}

type Wishes = Pick<Market, "choiceStart" | "choicePlace" | "choiceOption"> & {
  readonly choiceApplicant: Int32Array;
};

function sortWishes(problem: Problem, pinnedTo: Int32Array): Wishes {
  const { applicant, place, rank } = problem.options;
  const count = problem.applicants.ids.length;
  const choiceStart = new Int32Array(count + 1);
  for (const a of applicant) if (pinnedTo[a] === -1) choiceStart[a + 1]!++;
  for (let a = 0; a < count; a++) choiceStart[a + 1]! += choiceStart[a]!;
  const total = choiceStart[count]!;
  const choiceOption = new Int32Array(total);
  const choiceApplicant = new Int32Array(total);
  const filled = choiceStart.slice(0, count);
  for (let o = 0; o < applicant.length; o++) {
    const a = applicant[o]!;
    if (pinnedTo[a] !== -1) continue;
    // Insertion sort: lists are short and most files already list wishes in order.
    let at = filled[a]!++;
    choiceApplicant[at] = a;
    while (at > choiceStart[a]! && rank[choiceOption[at - 1]!]! > rank[o]!) {
      choiceOption[at] = choiceOption[at - 1]!;
      at--;
    }
    choiceOption[at] = o;
  }
  const choicePlace = new Int32Array(total);
  for (let c = 0; c < total; c++) choicePlace[c] = place[choiceOption[c]!]!;
  return { choiceStart, choicePlace, choiceOption, choiceApplicant };
}

interface ByPlace {
  readonly start: Int32Array;
  readonly choices: Int32Array;
}

function byPlace(choicePlace: Int32Array, places: number): ByPlace {
  const start = new Int32Array(places + 1);
  for (const p of choicePlace) start[p + 1]!++;
  for (let p = 0; p < places; p++) start[p + 1]! += start[p]!;
  const filled = start.slice(0, places);
  const choices = new Int32Array(choicePlace.length);
  for (let c = 0; c < choicePlace.length; c++) choices[filled[choicePlace[c]!]!++] = c;
  return { start, choices };
}

function orderAtPlaces(
  problem: Problem,
  standing: Int32Array,
  wishes: Wishes,
  people: ByPlace,
): Int32Array {
  const { choiceApplicant, choiceOption } = wishes;
  const { priority } = problem.options;
  const key = new Int32Array(choiceOption.length);
  for (let c = 0; c < key.length; c++) key[c] = standing[choiceApplicant[c]!]! * 2;
  for (let p = 0; p + 1 < people.start.length; p++) {
    const here = people.choices.subarray(people.start[p]!, people.start[p + 1]!);
    if (here.length === 0 || priority[choiceOption[here[0]!]!] === 0) continue;
    const order = here
      .slice()
      .sort(
        (c, d) =>
          priority[choiceOption[c]!]! - priority[choiceOption[d]!]! ||
          standing[choiceApplicant[c]!]! - standing[choiceApplicant[d]!]!,
      );
    for (let i = 0; i < order.length; i++) key[order[i]!] = i * 2;
  }
  return key;
}

type Bins = Pick<
  Market,
  | "binStart"
  | "nested"
  | "binSeats"
  | "binParent"
  | "binRule"
  | "binGroup"
  | "binRoom"
  | "choiceBin"
>;

function buildBins(
  problem: Problem,
  plan: SeatPlan,
  groupOf: ReturnType<typeof matcher>,
  wishes: Wishes,
  people: ByPlace,
): Bins {
  const places = problem.places.ids.length;
  const { reserves, quotas } = problem.rules;
  const binStart = new Int32Array(places + 1);
  const nested = new Uint8Array(places);
  const seats: number[] = [];
  const parent: number[] = [];
  const rule: number[] = [];
  const group: (Uint8Array | null)[] = [];
  const room: number[] = [];
  const choiceBin = quotas.length > 0 ? new Int32Array(wishes.choicePlace.length).fill(-1) : null;
  const add = (bin: { seats: number; parent: number; rule: number; group: Uint8Array | null }) => {
    seats.push(bin.seats);
    parent.push(bin.parent);
    rule.push(bin.rule);
    group.push(bin.group);
  };
  for (let p = 0; p < places; p++) {
    const first = seats.length;
    binStart[p] = first;
    const here = people.choices.subarray(people.start[p]!, people.start[p + 1]!);
    const maxima = plan.quotasAt.get(p) ?? [];
    nested[p] = maxima.length > 0 ? 1 : 0;
    if (choiceBin !== null && maxima.length > 0) {
      const groups = maxima.map(({ quota }) => groupOf(quotas[quota]!.applicants));
      const asking = Int32Array.from(here, (c) => wishes.choiceApplicant[c]!);
      const nesting = nest(groups, asking);
      if (!nesting.ok) throw new Error("crossing quotas must be refused before the contest");
      add({ seats: plan.open[p]!, parent: -1, rule: -1, group: null });
      maxima.forEach(({ quota, left }, i) => {
        const around = nesting.parent[i]!;
        const inside = around === -1 ? first : first + 1 + around;
        add({ seats: left, parent: inside, rule: quota, group: groups[i]! });
      });
      const need = new Int32Array(maxima.length + 1).fill(1);
      for (let j = 0; j < here.length; j++) {
        const bin = first + 1 + nesting.innermost[j]!;
        choiceBin[here[j]!] = bin;
        for (let b = bin; b !== -1; b = parent[b]!) need[b - first]!++;
      }
      room.push(...need);
      continue;
    }
    for (const { reserve, left } of plan.reservesAt.get(p) ?? []) {
      const kept = groupOf(reserves[reserve]!.applicants);
      add({ seats: left, parent: -1, rule: reserve, group: kept });
      room.push(Math.min(left, here.length) + 1);
    }
    add({ seats: plan.open[p]!, parent: -1, rule: -1, group: null });
    // One cell to spare, so that "what if there were one more seat" needs no new memory.
    room.push(Math.min(plan.open[p]!, here.length) + 1);
  }
  binStart[places] = seats.length;
  return {
    binStart,
    nested,
    binSeats: Int32Array.from(seats),
    binParent: Int32Array.from(parent),
    binRule: Int32Array.from(rule),
    binGroup: group,
    binRoom: Int32Array.from(room),
    choiceBin,
  };
}
