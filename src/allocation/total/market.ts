import type { Problem } from "../problem.ts";
import { drawPositions } from "../stable/draw.ts";

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
  readonly place: Int32Array;
  readonly weight: Int32Array | Float64Array;
  /** Cents, where there is a budget; empty otherwise. */
  readonly cost: Int32Array;
  /** The same options by place: `askStart[p]` to `askStart[p + 1]`, in the order of the people. */
  readonly askStart: Int32Array;
  readonly asker: Int32Array;
  readonly askWeight: Int32Array | Float64Array;
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

  let pinnedWeight = 0;
  const kept = new Uint8Array(options.place.length);
  const asked = new Float64Array(placeCount);
  const askStart = new Int32Array(placeCount + 1);
  const start = new Int32Array(people + 1);
  for (let o = 0; o < kept.length; o++) {
    const pin = pinnedTo[options.applicant[o]!]!;
    const p = placeAt[options.place[o]!]!;
    if (pin === options.place[o]) pinnedWeight += options.weight[o]!;
    if (pin !== -1 || free[p] === 0) continue;
    kept[o] = 1;
    asked[p]! += sizeOf(options.applicant[o]!);
    askStart[p + 1]!++;
    start[draw[options.applicant[o]!]! + 1]!++;
  }
  running(askStart);
  running(start);

  // Once by place in any order, then by person (each list comes out in the order of the places),
  // then by place again (now in the order of the people): no list is ever sorted.
  const asker = new Int32Array(askStart[placeCount]!);
  const askWeight = new Int32Array(asker.length);
  const costed = options.cost.length > 0;
  const askCost = new Int32Array(costed ? asker.length : 0);
  let filled = askStart.slice(0, placeCount);
  for (let o = 0; o < kept.length; o++) {
    if (kept[o] === 0) continue;
    const at = filled[placeAt[options.place[o]!]!]!++;
    asker[at] = draw[options.applicant[o]!]!;
    askWeight[at] = options.weight[o]!;
    if (costed) askCost[at] = options.cost[o]!;
  }
  const place = new Int32Array(asker.length);
  const weight = new Int32Array(asker.length);
  const cost = new Int32Array(askCost.length);
  filled = start.slice(0, people);
  for (let p = 0; p < placeCount; p++) {
    for (let i = askStart[p]!; i < askStart[p + 1]!; i++) {
      const at = filled[asker[i]!]!++;
      place[at] = p;
      weight[at] = askWeight[i]!;
      if (costed) cost[at] = askCost[i]!;
    }
  }
  filled = askStart.slice(0, placeCount);
  let mostWeight = 0;
  for (let a = 0; a < people; a++) {
    for (let i = start[a]!; i < start[a + 1]!; i++) {
      const at = filled[place[i]!]!++;
      asker[at] = a;
      askWeight[at] = weight[i]!;
      if (weight[i]! > mostWeight) mostWeight = weight[i]!;
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

/** Counts, shifted by one, become where each list begins. */
function running(counts: Int32Array): void {
  for (let i = 1; i < counts.length; i++) counts[i]! += counts[i - 1]!;
}
