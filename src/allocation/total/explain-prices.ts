import type { Problem, Result } from "../problem.ts";
import type { Judge } from "./explain.ts";
import { Queue } from "./heap.ts";
import { buildMarket, type Market } from "./market.ts";

interface Ground {
  readonly result: Result<"best-total">;
  readonly market: Market;
  /** What each applicant has left at best at the highest prices. */
  readonly leftHigh: Float64Array;
}

/**
 * Judges options of an allocation with seats and pins alone, whose certificate has both ends of all
 * optimal prices: what is said is exact.
 */
export function byPrices(problem: Problem<"best-total">, result: Result<"best-total">): Judge {
  const { options } = problem;
  const { assigned, certificate } = result;
  const leftLow = new Float64Array(assigned.length);
  const leftHigh = new Float64Array(assigned.length);
  for (let o = 0; o < options.place.length; o++) {
    const a = options.applicant[o]!;
    const { lowest, highest } = certificate.places[options.place[o]!]!;
    leftLow[a] = Math.max(leftLow[a]!, options.weight[o]! - lowest);
    if (highest !== null) leftHigh[a] = Math.max(leftHigh[a]!, options.weight[o]! - highest);
  }
  const ground: Ground = { result, market: buildMarket(problem), leftHigh };
  const chains = new Map<number, Float64Array>();
  const chainsFrom = (place: number) => {
    const known = chains.get(place) ?? chainsTo(ground, place);
    chains.set(place, known);
    return known;
  };
  return (row, o) => {
    const p = options.place[o]!;
    const weight = options.weight[o]!;
    const { lowest, highest } = certificate.places[p]!;
    const has = assigned[row]!;
    let short: number | null = null;
    if (has === p) short = 0;
    else if (highest !== null) {
      short = leftHigh[row]! + highest - weight;
      // It is the most, over all optimal prices, that the option falls short of what the person has
      // left; whoever has a place has less left where that one is dearer.
      if (has !== -1) short += Math.min(priceRange(result, has), chainsFrom(has)[p]!);
    }
    const unplaced = short === 0 ? "equal-total" : "total-smaller";
    return {
      code: has === p ? "got-it" : short === null ? "no-seats" : unplaced,
      lowest,
      highest,
      charges: [],
      short,
      seat: has !== p && weight === leftLow[row]! + lowest,
    };
  };
}

/**
 * At the highest prices, what people on a chain of moves from each place to this one lose together
 * against their best. It bounds how far apart the optimal prices of both can be; a chain longer than
 * the interval of this place's own price says nothing more, so the search ends there and places
 * beyond stay at infinity.
 */
function chainsTo({ market, result, leftHigh }: Ground, place: number): Float64Array {
  const { askStart, asker, askWeight, rowOfPerson, rowOfPlace } = market;
  const at = new Int32Array(rowOfPlace.length);
  rowOfPlace.forEach((row, p) => {
    at[row] = p;
  });
  const highest = (row: number) => result.certificate.places[row]!.highest!;
  const length = new Float64Array(rowOfPlace.length).fill(Number.POSITIVE_INFINITY);
  const closed = new Uint8Array(rowOfPlace.length);
  const queue = new Queue();
  const most = priceRange(result, place);
  length[place] = 0;
  queue.push(place, 0);
  while (queue.size > 0 && queue.lowest < most) {
    const to = queue.pop();
    if (closed[to] === 1) continue;
    closed[to] = 1;
    const p = at[to]!;
    for (let i = askStart[p]!; i < askStart[p + 1]!; i++) {
      const a = rowOfPerson[asker[i]!]!;
      const from = result.assigned[a]!;
      if (from === -1 || closed[from] === 1) continue;
      const chain = length[to]! + leftHigh[a]! + highest(to) - askWeight[i]!;
      if (chain >= length[from]!) continue;
      length[from] = chain;
      queue.push(from, chain);
    }
  }
  return length;
}

/** How far apart the ends of the price are at a place that somebody holds a seat of. */
function priceRange({ certificate }: Result<"best-total">, place: number): number {
  const { lowest, highest } = certificate.places[place]!;
  return highest! - lowest;
}
