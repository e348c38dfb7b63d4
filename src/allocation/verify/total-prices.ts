// Are these both ends of all optimal prices? Whole numbers only; runs in a browser as it is. Sound where
// the bound is reached at both and there are no rows.

import type { PriceClaim, Problem } from "../problem.ts";

export interface Ends {
  readonly problem: Problem<"best-total">;
  readonly assigned: Int32Array;
  readonly pinnedTo: Int32Array;
  /** Seats to compete for, and how many of them are taken, at each place. */
  readonly seats: Int32Array;
  readonly taken: Int32Array;
  readonly claims: readonly PriceClaim[];
}

/**
 * Places whose lowest price could be lower, and whose highest could be higher. People can move without
 * a loss only along tight options, those worth just the price and what their applicant has left.
 *
 * Prices could be lower at a group of places only if whoever then gains sits in one of them. So each
 * must be held up: its price is 0, or a tight option belongs to somebody without a place, or to
 * somebody at a place that is held up itself. Likewise upwards: a seat is free there, or a holder has
 * nothing left to lose, or one could as well be at a place that cannot be dearer.
 */
export function looseEnds(ends: Ends): { readonly lowest: number[]; readonly highest: number[] } {
  const { problem, assigned, pinnedTo, seats, taken, claims } = ends;
  const { options } = problem;
  const people = pinnedTo.length;
  const low = tightAt(ends, (p) => claims[p]!.lowest);
  const high = tightAt(ends, (p) => claims[p]!.highest ?? Infinity);
  const holders = listed(assigned, seats.length);
  const held = new Uint8Array(seats.length);
  let reached: number[] = [];
  const reach = (p: number) => {
    if (held[p] === 1) return;
    held[p] = 1;
    reached.push(p);
  };
  const loose = () => Array.from(held, (is, p) => (is === 0 ? p : -1)).filter((p) => p !== -1);

  const optionsOf = listed(options.applicant, people, low.tight);
  const reachFrom = (a: number) => {
    for (const o of optionsOf(a)) reach(options.place[o]!);
  };
  for (const [p, claim] of claims.entries()) if (claim.lowest === 0) reach(p);
  for (let a = 0; a < people; a++) if (assigned[a] === -1) reachFrom(a);
  for (let i = 0; i < reached.length; i++) for (const a of holders(reached[i]!)) reachFrom(a);
  const lowest = loose();

  held.fill(0);
  reached = [];
  for (let p = 0; p < seats.length; p++) {
    if (seats[p] === 0) held[p] = 1;
    else if (taken[p]! < seats[p]!) reach(p);
    else if (holders(p).some((a) => pinnedTo[a] === -1 && high.left[a] === 0)) reach(p);
  }
  const askersOf = listed(options.place, seats.length, high.tight);
  for (let i = 0; i < reached.length; i++) {
    for (const o of askersOf(reached[i]!)) {
      const from = assigned[options.applicant[o]!]!;
      if (from !== -1) reach(from);
    }
  }
  return { lowest, highest: loose() };
}

/** What each applicant has left above the prices at best, and which options reach that. */
function tightAt({ problem, pinnedTo }: Ends, priceOf: (place: number) => number) {
  const { places, options } = problem;
  const price = Float64Array.from(places.ids, (_, p) => priceOf(p));
  const left = new Float64Array(pinnedTo.length);
  const tight: number[] = [];
  const aboveOf = (o: number) => options.weight[o]! - price[options.place[o]!]!;
  for (let o = 0; o < options.place.length; o++) {
    const a = options.applicant[o]!;
    if (pinnedTo[a] === -1) left[a] = Math.max(left[a]!, aboveOf(o));
  }
  for (let o = 0; o < options.place.length; o++) {
    const a = options.applicant[o]!;
    if (pinnedTo[a] === -1 && aboveOf(o) === left[a]) tight.push(o);
  }
  return { left, tight };
}

/** Of these rows (or all) the ones that name each of `count` things, as one list a thing. */
function listed(names: Int32Array, count: number, rows?: readonly number[]) {
  const size = rows?.length ?? names.length;
  const start = new Int32Array(count + 1);
  for (let i = 0; i < size; i++) {
    const name = names[rows?.[i] ?? i]!;
    if (name !== -1) start[name + 1]!++;
  }
  for (let i = 0; i < count; i++) start[i + 1]! += start[i]!;
  const list = new Int32Array(start[count]!);
  const filled = start.slice();
  for (let i = 0; i < size; i++) {
    const row = rows?.[i] ?? i;
    const name = names[row]!;
    if (name !== -1) list[filled[name]!++] = row;
  }
  return (of: number) => list.subarray(start[of], start[of + 1]);
}
