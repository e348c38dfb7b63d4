import type { Problem } from "../problem.ts";
import { drawPositions } from "../stable/draw.ts";

export type Wholes = Int32Array | Uint16Array;

/** A place and one of a person's options in one double: more options than this nobody can have. */
const MOST_OPTIONS = 2 ** 26;
const FEW = 40;

/**
 * The problem as the solvers of `best-total` run on it: compressed sparse rows in typed arrays, by
 * person and by place. Pinned people and their seats have left, and so have options at places
 * without a seat to compete for.
 *
 * People stand in the order of the published draw and places in the order of their ids, so that of
 * several allocations with the same total the one found does not depend on the order of the rows.
 */
export interface Market {
  readonly problem: Problem<"best-total">;
  readonly people: number;
  readonly places: number;
  /** Row of the problem for each person, and for each place. */
  readonly rowOfPerson: Int32Array;
  readonly rowOfPlace: Int32Array;
  /** Place index of the problem each applicant (row) is pinned to, or -1. */
  readonly pinnedTo: Int32Array;
  /** Seats that pinned people take at each place, in the order of `rowOfPlace`. */
  readonly pinnedAt: Int32Array;
  /** Seats to compete for; never more than one above what is asked for, which changes nothing. */
  readonly seats: Int32Array;
  /** Options of person `a`: `start[a]` to `start[a + 1]`, in the order of the places. */
  readonly start: Int32Array;
  readonly place: Wholes;
  readonly weight: Wholes | Float64Array;
  /** Cents, where there is a budget; empty otherwise. */
  readonly cost: Int32Array;
  /** The same options by place: `askStart[p]` to `askStart[p + 1]`, in the order of the people. */
  readonly askStart: Int32Array;
  readonly asker: Int32Array;
  readonly askWeight: Wholes | Float64Array;
  /** Weight of all pinned placements together. */
  readonly pinnedWeight: number;
  readonly mostWeight: number;
}

export function buildMarket(problem: Problem<"best-total">): Market {
  const { applicants, places, options, rules } = problem;
  const people = applicants.ids.length;
  const placeCount = places.ids.length;
  const draw = drawPositions(rules.seed, applicants.ids);
  const rowOfPerson = new Int32Array(people);
  for (let row = 0; row < people; row++) rowOfPerson[draw[row]!] = row;
  const rowOfPlace = Int32Array.from(places.ids, (_, p) => p).sort((p, q) =>
    places.ids[p]! < places.ids[q]! ? -1 : 1,
  );
  const placeAt = new Int32Array(placeCount);
  for (let p = 0; p < placeCount; p++) placeAt[rowOfPlace[p]!] = p;

  const pinnedTo = pins(problem);
  const pinnedAt = new Int32Array(placeCount);
  const sizeOf = (row: number) => applicants.size[row] ?? 1;
  pinnedTo.forEach((p, row) => {
    if (p !== -1) pinnedAt[placeAt[p]!]! += sizeOf(row);
  });
  const free = Int32Array.from(rowOfPlace, (row, p) => places.capacity[row]! - pinnedAt[p]!);

  // Each person's options in the order of their places, then the same by place, in the order of people.
  const { rows, first } = rowsByApplicant(options.applicant, people);
  const start = new Int32Array(people + 1);
  const askStart = new Int32Array(placeCount + 1);
  const asked = new Float64Array(placeCount);
  let pinnedWeight = 0;
  let mostWeight = 0;
  for (let a = 0; a < people; a++) {
    const row = rowOfPerson[a]!;
    const pin = pinnedTo[row]!;
    let count = 0;
    for (let i = first[row]!; i < first[row + 1]!; i++) {
      const o = rows === null ? i : rows[i]!;
      const p = placeAt[options.place[o]!]!;
      if (pin === options.place[o]) pinnedWeight += options.weight[o]!;
      if (pin !== -1 || free[p] === 0) continue;
      asked[p]! += sizeOf(row);
      askStart[p + 1]!++;
      count++;
      if (options.weight[o]! > mostWeight) mostWeight = options.weight[o]!;
    }
    start[a + 1] = start[a]! + count;
  }
  running(askStart);
  const count = start[people]!;
  const place = wholes(count, placeCount - 1);
  const weight = wholes(count, mostWeight);
  const costed = options.cost.length > 0;
  const cost = new Int32Array(costed ? count : 0);
  const asker = new Int32Array(count);
  const askWeight = wholes(count, mostWeight);
  const filled = askStart.slice(0, placeCount);
  let list = new Float64Array(64);
  for (let a = 0; a < people; a++) {
    const row = rowOfPerson[a]!;
    if (start[a] === start[a + 1]) continue;
    if (first[row + 1]! - first[row]! > list.length) {
      list = new Float64Array(2 * (first[row + 1]! - first[row]!));
    }
    let length = 0;
    for (let i = first[row]!; i < first[row + 1]!; i++) {
      const p = placeAt[options.place[rows === null ? i : rows[i]!]!]!;
      if (free[p] !== 0) list[length++] = p * MOST_OPTIONS + (i - first[row]!);
    }
    sort(list, length);
    for (let k = 0; k < length; k++) {
      const p = Math.floor(list[k]! / MOST_OPTIONS);
      const i = first[row]! + list[k]! - p * MOST_OPTIONS;
      const o = rows === null ? i : rows[i]!;
      const at = start[a]! + k;
      place[at] = p;
      weight[at] = options.weight[o]!;
      if (costed) cost[at] = options.cost[o]!;
      const ask = filled[p]!++;
      asker[ask] = a;
      askWeight[ask] = options.weight[o]!;
    }
  }
  const seats = free.map((seats, p) => Math.min(seats, asked[p]! + 1));
  return {
    problem,
    people,
    places: placeCount,
    rowOfPerson,
    rowOfPlace,
    pinnedTo,
    pinnedAt,
    seats,
    start,
    place,
    weight,
    cost,
    askStart,
    asker,
    askWeight,
    pinnedWeight,
    mostWeight,
  };
}

function pins({ applicants, places, rules }: Problem): Int32Array {
  const pinnedTo = new Int32Array(applicants.ids.length).fill(-1);
  if (rules.pins.length === 0) return pinnedTo;
  const rowOf = new Map(applicants.ids.map((id, a) => [id, a]));
  const placeOf = new Map(places.ids.map((id, p) => [id, p]));
  for (const pin of rules.pins) pinnedTo[rowOf.get(pin.applicant)!] = placeOf.get(pin.place)!;
  return pinnedTo;
}

/** The options of each applicant: `rows[first[a]]` to `rows[first[a + 1]]`; null where they stand so already. */
function rowsByApplicant(applicant: Int32Array, people: number) {
  const first = new Int32Array(people + 1);
  let inOrder = true;
  for (let o = 0; o < applicant.length; o++) {
    first[applicant[o]! + 1]!++;
    if (o > 0 && applicant[o]! < applicant[o - 1]!) inOrder = false;
  }
  running(first);
  if (inOrder) return { rows: null, first };
  const rows = new Int32Array(applicant.length);
  const filled = first.slice(0, people);
  for (let o = 0; o < rows.length; o++) rows[filled[applicant[o]!]!++] = o;
  return { rows, first };
}

/** In ascending order: few numbers by insertion, which is quickest, many as engines do it. */
function sort(list: Float64Array, length: number): void {
  if (length > FEW) {
    list.subarray(0, length).sort();
    return;
  }
  for (let i = 1; i < length; i++) {
    const one = list[i]!;
    let at = i;
    for (; at > 0 && list[at - 1]! > one; at--) list[at] = list[at - 1]!;
    list[at] = one;
  }
}

/** A list of whole numbers from 0 to `most`, in half the memory where they are small. */
function wholes(length: number, most: number): Wholes {
  return most < 2 ** 16 ? new Uint16Array(length) : new Int32Array(length);
}

/** Counts, shifted by one, become where each list begins. */
function running(counts: Int32Array): void {
  for (let i = 1; i < counts.length; i++) counts[i]! += counts[i - 1]!;
}
