import type { Settled } from "./auction.ts";
import { Queue } from "./heap.ts";
import type { Market } from "./market.ts";

/** Both ends of all optimal prices, in the unit of the weights and exact. */
export interface Prices {
  readonly lowest: Float64Array;
  /** 0 where a seat is free; where there is none to compete for, it says nothing. */
  readonly highest: Float64Array;
}

/** People by the place they have: `person[start[p]]` to `person[start[p + 1]]`, and what it is worth. */
interface Held {
  readonly start: Int32Array;
  readonly person: Int32Array;
  readonly weight: Float64Array;
}

/**
 * What one more seat at each place would add to the total (lowest) and what one fewer would take
 * from it (highest): the two ends of the optimal prices, which form a lattice (Shapley and Shubik
 * 1971). Each is the cheapest chain of moves, so one search from where chains end gives all. The
 * solver's own prices only say in which order to look, so that hardly any place is looked at twice.
 *
 * Sound only for an allocation of greatest total: otherwise some chain gains for ever.
 */
export function priceEnds(market: Market, settled: Settled): Prices {
  const held = heldBy(market, settled.placeOf);
  const lowest = lowestPrices(market, settled, held, Number.POSITIVE_INFINITY);
  if (lowest === null) throw new Error("prices of an allocation that is not of greatest total");
  return { lowest, highest: highestPrices(market, settled, held) };
}

/**
 * The same where nobody knows whether the total is the greatest. Null when a chain of moves was found
 * that gains, or when `looks` options were looked at before the contrary was proven.
 */
export function priceEndsIfGreatest(
  market: Market,
  settled: Settled,
  looks: number,
): Prices | null {
  const held = heldBy(market, settled.placeOf);
  const lowest = lowestPrices(market, settled, held, looks);
  return lowest === null ? null : { lowest, highest: highestPrices(market, settled, held) };
}

function heldBy(market: Market, placeOf: Int32Array): Held {
  const start = new Int32Array(market.places + 1);
  for (const p of placeOf) if (p >= 0) start[p + 1]!++;
  for (let p = 0; p < market.places; p++) start[p + 1]! += start[p]!;
  const person = new Int32Array(start[market.places]!);
  const filled = start.slice(0, market.places);
  for (let a = 0; a < market.people; a++) {
    if (placeOf[a]! >= 0) person[filled[placeOf[a]!]!++] = a;
  }
  const weight = new Float64Array(market.people);
  for (let a = 0; a < market.people; a++) {
    for (let i = market.start[a]!; i < market.start[a + 1]!; i++) {
      if (market.place[i] === placeOf[a]) weight[a] = market.weight[i]!;
    }
  }
  return { start, person, weight };
}

/**
 * A new seat gains by somebody without one, or by somebody who leaves a seat that gains in turn. Null
 * when that would gain at a seat that is free already, or that is worth less than it gains to whoever
 * has it: then the total is not the greatest. A chain that gains in a circle runs out of `looks`.
 */
function lowestPrices(
  market: Market,
  { placeOf, price, unit }: Settled,
  held: Held,
  looks: number,
): Float64Array | null {
  const { start, place, weight, places, people, seats, heaviestFirst } = market;
  const gain = new Float64Array(places);
  const full = Uint8Array.from(seats, (count, p) =>
    held.start[p + 1]! - held.start[p]! < count ? 0 : 1,
  );
  for (let a = 0; a < people; a++) {
    if (placeOf[a] !== -1) continue;
    for (let i = start[a]!; i < start[a + 1]!; i++) {
      if (weight[i]! > gain[place[i]!]!) gain[place[i]!] = weight[i]!;
    }
  }
  const looked = new Float64Array(places).fill(-1);
  const queue = new Queue();
  const guess = (p: number) => price[p]! / unit;
  for (let p = 0; p < places; p++) {
    if (full[p] === 0 && gain[p]! > 0) return null;
    queue.push(p, guess(p) - gain[p]!);
  }
  let looksLeft = looks;
  while (queue.size > 0) {
    const from = queue.pop();
    if (looked[from] === gain[from]) continue;
    looked[from] = gain[from]!;
    for (let h = held.start[from]!; h < held.start[from + 1]!; h++) {
      const a = held.person[h]!;
      const base = gain[from]! - held.weight[a]!;
      if (base > 0) return null;
      looksLeft -= start[a + 1]! - start[a]!;
      for (let i = start[a]!; i < start[a + 1]!; i++) {
        const p = place[i]!;
        const value = base + weight[i]!;
        if (heaviestFirst && value <= 0) break;
        if (value <= gain[p]! || p === from) continue;
        if (full[p] === 0) return null;
        gain[p] = value;
        queue.push(p, guess(p) - value);
      }
    }
    if (looksLeft < 0) return null;
  }
  return gain;
}

/** A lost seat costs its holder's weight, or a move to another place that loses a seat in turn. */
function highestPrices(
  market: Market,
  { placeOf, price, unit }: Settled,
  held: Held,
): Float64Array {
  const { askStart, asker, askWeight, places, seats } = market;
  const cost = new Float64Array(places);
  const looked = new Float64Array(places).fill(-1);
  const queue = new Queue();
  const guess = (p: number) => price[p]! / unit;
  for (let p = 0; p < places; p++) {
    if (seats[p] === 0) continue;
    const taken = held.start[p + 1]! - held.start[p]!;
    let least = taken < seats[p]! ? 0 : Number.POSITIVE_INFINITY;
    for (let i = held.start[p]!; i < held.start[p + 1]!; i++) {
      least = Math.min(least, held.weight[held.person[i]!]!);
    }
    cost[p] = least;
    queue.push(p, least - guess(p));
  }
  while (queue.size > 0) {
    const p = queue.pop();
    if (looked[p] === cost[p]) continue;
    looked[p] = cost[p]!;
    for (let i = askStart[p]!; i < askStart[p + 1]!; i++) {
      const a = asker[i]!;
      const from = placeOf[a]!;
      if (from < 0 || from === p) continue;
      const value = held.weight[a]! - askWeight[i]! + cost[p]!;
      if (value >= cost[from]!) continue;
      cost[from] = value;
      queue.push(from, value - guess(from));
    }
  }
  return cost;
}
