// What no allocation that keeps the rules can exceed. Whole numbers only; shares nothing with the solvers
// and runs in a browser as it is.

import type { Case, Problem } from "../problem.ts";
import type { VerifiedRow } from "./total-rows.ts";

export interface Grounds {
  readonly problem: Problem<"best-total">;
  readonly rows: readonly VerifiedRow[];
  /** Place of each pinned applicant, else -1. */
  readonly pinnedTo: Int32Array;
  /** Seats of each place that pins have left. */
  readonly seats: Int32Array;
  /** Members of each group. */
  readonly groups: ReadonlyMap<string, readonly number[]>;
  readonly blocOf: (place: number) => string;
  readonly scale: number;
}

/** Prices of seats, multipliers of rows and of minimums, and what is taken for granted. */
export interface Prices extends Omit<Case, "prices"> {
  /** `Infinity`: a seat there is not to be had. */
  readonly prices: Float64Array;
}

/**
 * All seats at their prices, each row's limit at its multiplier, and for each applicant (or group) the most
 * that is left of an option's weight when seat and rows are paid; less, for places known to run, their
 * minimum at its multiplier, which everybody there is paid back. In units, rounded down: weights are
 * whole, so no total lies between two of them. -Infinity: nothing is as is taken for granted. Infinity:
 * a sum would not be exact.
 */
export function boundAt(grounds: Grounds, at: Prices): number {
  const { problem, rows, pinnedTo, seats, groups, blocOf, scale } = grounds;
  const { applicants, places, options, rules } = problem;
  const { prices, multipliers, floors } = at;
  const sizeOf = (a: number) => applicants.size[a] ?? 1;
  const whole = rules.groups?.allOrNothing ?? true;

  // What is taken for granted: options that are chosen or not, places that run or not.
  const rowOf = new Map(at.given.length === 0 ? [] : applicants.ids.map((id, a) => [id, a]));
  const must = new Map<number, number>();
  const never = new Set<string>();
  const closed = new Set<number>();
  for (const { applicant, place, is } of at.given) {
    const p = places.ids.indexOf(place);
    if (applicant === null) {
      if (!is) closed.add(p);
    } else if (is) must.set(rowOf.get(applicant)!, p);
    else never.add(`${rowOf.get(applicant)!} ${p}`);
  }
  const allowed = (a: number, p: number) => {
    if (closed.has(p) || prices[p] === Infinity) return false;
    return (must.get(a) ?? p) === p && !(never.size > 0 && never.has(`${a} ${p}`));
  };

  let exact = true;
  let bound = 0n;
  const add = (parts: number, times = 1) => {
    exact &&= Number.isSafeInteger(parts);
    if (exact) bound += BigInt(parts) * BigInt(times);
  };
  for (let p = 0; p < seats.length; p++) {
    if (seats[p]! > 0 && !closed.has(p)) add(prices[p]!, seats[p]!);
    const pinned = places.capacity[p]! - seats[p]!;
    if (floors[p]! > 0) add(floors[p]!, -Math.max(0, (places.minimum[p] ?? 0) - pinned));
  }
  for (const [r, row] of rows.entries()) add(multipliers[r]!, row.limit);
  if (rules.budget !== null) add(multipliers[rows.length]!, rules.budget);

  const best = new Float64Array(pinnedTo.length);
  const { group } = applicants;
  const grouped = (a: number) => group !== null && group.values[group.codes[a]!] !== "";
  for (const a of must.keys()) if (!grouped(a)) best[a] = -Infinity;
  const inBlocs = new Map<number, Map<string, number>>();
  for (let o = 0; o < options.place.length; o++) {
    const [a, p] = [options.applicant[o]!, options.place[o]!];
    let worth = options.weight[o]! * scale;
    for (const [r, row] of rows.entries()) {
      if (multipliers[r] === 0 || row.places[p] === 0) continue;
      worth -= multipliers[r]! * (row.applicants[a] === 1 ? row.inside : row.beside);
    }
    if (rules.budget !== null) worth -= multipliers[rows.length]! * options.cost[o]!;
    if (pinnedTo[a] !== -1) {
      if (pinnedTo[a] === p) add(worth);
      continue;
    }
    if (!allowed(a, p)) continue;
    const left = worth - sizeOf(a) * (prices[p]! - (floors[p] ?? 0));
    if (grouped(a)) {
      const blocs = inBlocs.get(a) ?? new Map<string, number>();
      const bloc = blocOf(p);
      inBlocs.set(a, blocs.set(bloc, Math.max(blocs.get(bloc) ?? left, left)));
    } else best[a] = Math.max(best[a]!, left);
  }
  // Sums of whole numbers are exact up to 2^53; before that they go into the large one.
  let sum = 0;
  for (const left of best) {
    if (left === -Infinity) return -Infinity;
    if (left === 0) continue;
    exact &&= Number.isSafeInteger(left);
    if (Math.abs(sum + left) > Number.MAX_SAFE_INTEGER) {
      add(sum);
      sum = 0;
    }
    sum += left;
  }
  add(sum);
  for (const members of groups.values()) {
    const there = new Set<string>();
    for (const a of members) {
      const p = pinnedTo[a] === -1 ? (must.get(a) ?? -1) : pinnedTo[a]!;
      if (p !== -1) there.add(blocOf(p));
    }
    const free = members.filter((a) => pinnedTo[a] === -1);
    const blocs = new Set(free.flatMap((a) => [...(inBlocs.get(a)?.keys() ?? [])]));
    // A group of which a part is placed goes where that part is; a whole one has to.
    const going = free.some((a) => must.has(a)) || (whole && there.size > 0 && free.length > 0);
    let most = going ? -Infinity : 0;
    for (const bloc of blocs) {
      if (there.size > 1 || (there.size === 1 && !there.has(bloc))) continue;
      let value = 0;
      for (const a of free) {
        const left = inBlocs.get(a)?.get(bloc) ?? -Infinity;
        value += whole || must.has(a) ? left : Math.max(0, left);
      }
      most = Math.max(most, value);
    }
    if (most === -Infinity) return -Infinity;
    add(most);
  }
  const parts = BigInt(scale);
  const floor = bound >= 0n ? bound / parts : -((-bound + parts - 1n) / parts);
  return exact ? Number(floor) : Infinity;
}

/**
 * Whether every allocation falls under one of the cases: they are the leaves of a tree in which each
 * branching asks whether one thing is so, and has a case for yes and one for no.
 */
export function coversAll(cases: readonly Pick<Case, "given">[], depth = 0): boolean {
  if (cases.length === 1 && cases[0]!.given.length === depth) return true;
  const first = cases[0]?.given[depth];
  if (first === undefined) return false;
  const asksTheSame = cases.every(({ given }) => {
    const one = given[depth];
    return one?.applicant === first.applicant && one.place === first.place;
  });
  const [yes, no] = [true, false].map((is) => cases.filter(({ given }) => given[depth]?.is === is));
  return asksTheSame && coversAll(yes!, depth + 1) && coversAll(no!, depth + 1);
}
