import type { Settled } from "./auction.ts";
import { Queue } from "./heap.ts";
import type { Market } from "./market.ts";

/**
 * Shortest augmenting paths (the Hungarian method with Dijkstra's queue, on places instead of seats):
 * people come one by one, and each time the cheapest chain of moves makes room, or the newcomer
 * stays out. Exact after every person, whatever the weights, in at most people x options steps and
 * usually far fewer; the auction is quicker but may have to give up, and then this one decides.
 * Null when stopped.
 */
export function shortestPaths(
  market: Market,
  stop: (done: number) => boolean = () => false,
): Settled | null {
  const { people, places, seats, start, place, weight } = market;
  const placeOf = new Int32Array(people).fill(-1);
  const price = new Float64Array(places);
  /** What a person has above the price of the place. */
  const left = new Float64Array(people);
  const holders: number[][] = Array.from({ length: places }, () => []);

  // The search: length of the cheapest chain to each place, and who would come from which place.
  const length = new Float64Array(places).fill(Number.POSITIVE_INFINITY);
  const comer = new Int32Array(places);
  const closed = new Uint8Array(places);
  const touched: number[] = [];
  const queue = new Queue();
  const reach = (a: number, base: number): void => {
    for (let i = start[a]!; i < start[a + 1]!; i++) {
      const p = place[i]!;
      const chain = base + left[a]! + price[p]! - weight[i]!;
      if (chain >= length[p]!) continue;
      if (length[p] === Number.POSITIVE_INFINITY) touched.push(p);
      length[p] = chain;
      comer[p] = a;
      queue.push(p, chain);
    }
  };

  for (let a = 0; a < people; a++) {
    if (a % 256 === 0 && stop(a / people)) return null;
    for (let i = start[a]!; i < start[a + 1]!; i++) {
      left[a] = Math.max(left[a]!, weight[i]! - price[place[i]!]!);
    }
    if (left[a] === 0) continue;
    // A chain ends where the newcomer gives up, at a free seat, or with somebody losing theirs.
    let shortest = left[a]!;
    let endPlace = -1;
    let endPerson = a;
    reach(a, 0);
    while (queue.size > 0 && queue.lowest < shortest) {
      const p = queue.pop();
      if (closed[p] === 1) continue;
      closed[p] = 1;
      const chain = length[p]!;
      if (holders[p]!.length < seats[p]!) {
        shortest = chain;
        endPlace = p;
        endPerson = -1;
        break;
      }
      for (const b of holders[p]!) {
        if (chain + left[b]! < shortest) {
          shortest = chain + left[b]!;
          endPlace = p;
          endPerson = b;
        }
        reach(b, chain);
      }
    }
    // Prices rise along the chains just so far that the shortest one costs nothing any more.
    left[a]! -= shortest;
    for (const p of touched) {
      const rise = shortest - length[p]!;
      if (rise <= 0 || closed[p] === 0) continue;
      price[p]! += rise;
      for (const b of holders[p]!) left[b]! -= rise;
    }
    if (endPlace !== -1) {
      let p = endPlace;
      if (endPerson !== -1) {
        holders[p]!.splice(holders[p]!.indexOf(endPerson), 1);
        placeOf[endPerson] = -1;
      }
      for (;;) {
        const b = comer[p]!;
        const from = placeOf[b]!;
        holders[p]!.push(b);
        placeOf[b] = p;
        if (b === a) break;
        holders[from]!.splice(holders[from]!.indexOf(b), 1);
        p = from;
      }
    }
    for (const p of touched) {
      length[p] = Number.POSITIVE_INFINITY;
      closed[p] = 0;
    }
    touched.length = 0;
    queue.clear();
  }
  return { placeOf, price, unit: 1 };
}
