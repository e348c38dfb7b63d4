import type { Problem } from "../problem.ts";
import { drawPositions } from "../stable/draw.ts";

export type Wholes = Int32Array | Uint16Array;

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
  /** Options of person `a`: `start[a]` to `start[a + 1]`, heaviest first, then in the order of the places. */
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
  /** Whether nobody's later option weighs more than an earlier one. */
  readonly heaviestFirst: boolean;
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

  const { rows, first } = rowsByApplicant(options.applicant, people);
  const { weight: worth, place: placeRow } = options;
  const sized = applicants.size.length > 0;
  const start = new Int32Array(people + 1);
  const askStart = new Int32Array(placeCount + 1);
  const asked = new Float64Array(placeCount);
  let pinnedWeight = 0;
  let mostWeight = 0;
  for (let o = 0; o < placeRow.length; o++) {
    const row = options.applicant[o]!;
    const p = placeAt[placeRow[o]!]!;
    const pin = pinnedTo[row]!;
    if (pin === placeRow[o]) pinnedWeight += worth[o]!;
    if (pin !== -1 || free[p] === 0) continue;
    asked[p]! += sized ? sizeOf(row) : 1;
    askStart[p + 1]!++;
    start[draw[row]! + 1]!++;
    if (worth[o]! > mostWeight) mostWeight = worth[o]!;
  }
  running(start);
  running(askStart);

  const count = start[people]!;
  const place = wholes(count, placeCount - 1);
  const weight = wholes(count, mostWeight);
  const costed = options.cost.length > 0;
  const cost = new Int32Array(costed ? count : 0);
  const asker = new Int32Array(count);
  const askWeight = wholes(count, mostWeight);
  const filled = askStart.slice(0, placeCount);
  const comesFirst = (one: number, other: number) =>
    worth[other]! - worth[one]! || placeAt[placeRow[one]!]! - placeAt[placeRow[other]!]!;
  let list = new Int32Array(64);
  for (let a = 0; a < people; a++) {
    const row = rowOfPerson[a]!;
    const size = start[a + 1]! - start[a]!;
    if (size === 0) continue;
    if (size > list.length) list = new Int32Array(2 * size);
    let length = 0;
    for (let i = first[row]!; i < first[row + 1]!; i++) {
      const o = rows === null ? i : rows[i]!;
      if (free[placeAt[placeRow[o]!]!] !== 0) list[length++] = o;
    }
    sort(list, length, comesFirst);
    for (let k = 0; k < length; k++) {
      const o = list[k]!;
      const p = placeAt[placeRow[o]!]!;
      const at = start[a]! + k;
      place[at] = p;
      weight[at] = worth[o]!;
      if (costed) cost[at] = options.cost[o]!;
      const ask = filled[p]!++;
      asker[ask] = a;
      askWeight[ask] = worth[o]!;
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
    heaviestFirst: true,
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

/** The first `length` of a list: a few by insertion, as they mostly stand in order already. */
function sort(list: Int32Array, length: number, by: (one: number, other: number) => number): void {
  if (length > FEW) {
    list.subarray(0, length).sort(by);
    return;
  }
  for (let i = 1; i < length; i++) {
    const one = list[i]!;
    let at = i;
    for (; at > 0 && by(list[at - 1]!, one) > 0; at--) list[at] = list[at - 1]!;
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
