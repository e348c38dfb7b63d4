import type { PriceClaim, Problem, Refusal, Result } from "../problem.ts";
import { type AuctionOptions, auction, type Settled } from "./auction.ts";
import { buildMarket, type Market } from "./market.ts";
import { placeTheMost } from "./most-placed.ts";
import { shortestPaths } from "./paths.ts";
import { type Prices, priceEnds } from "./prices.ts";

export interface TotalOptions {
  /** Called now and then with how far it is, of how much. */
  readonly onProgress?: (done: number, of: number) => void;
  /** Asked as often; answering true ends the run with the fault `cancelled`. */
  readonly cancelled?: () => boolean;
  /** How many options the auction may look at before the exact method that cannot stall takes over. */
  readonly budget?: number;
}

export interface TotalAllocated {
  readonly ok: true;
  readonly result: Result<"best-total">;
  /** Which method found it; both find the same total. */
  readonly method: "auction" | "paths";
}

/**
 * The allocation with the greatest total weight on a checked problem: at most one place each, no
 * more people at a place than it has seats, pins kept, anybody may stay without a place. Among those
 * with the same total, one that places the most people; among these the published draw decides.
 * Memory some 40 bytes an option.
 */
export function allocateTotal(
  problem: Problem<"best-total">,
  options: TotalOptions = {},
): TotalAllocated | Refusal {
  const market = buildMarket(problem);
  let cancelled = false;
  const stop = (done: number): boolean => {
    options.onProgress?.(Math.floor(done * market.people), market.people);
    cancelled ||= options.cancelled?.() === true;
    return cancelled;
  };
  const bidding: AuctionOptions = {
    stop,
    ...(options.budget === undefined ? {} : { budget: options.budget }),
  };
  const bid = auction(market, bidding);
  const settled = bid ?? (cancelled ? null : shortestPaths(market, stop));
  if (settled === null) {
    return { ok: false, impossible: false, problems: [{ code: "cancelled", params: {} }] };
  }
  const prices = priceEnds(market, settled);
  placeTheMost(market, settled.placeOf, prices.lowest);
  options.onProgress?.(market.people, market.people);
  const result = resultOf(market, settled, prices);
  return { ok: true, result, method: bid === null ? "paths" : "auction" };
}

function resultOf(market: Market, { placeOf }: Settled, prices: Prices): Result<"best-total"> {
  const { problem, people, rowOfPerson, rowOfPlace, pinnedTo, start, place, weight } = market;
  const assigned = pinnedTo.slice();
  const taken = new Int32Array(market.places);
  let objective = market.pinnedWeight;
  let bound = market.pinnedWeight;
  for (let a = 0; a < people; a++) {
    const p = placeOf[a]!;
    let best = 0;
    for (let i = start[a]!; i < start[a + 1]!; i++) {
      if (place[i] === p) objective += weight[i]!;
      best = Math.max(best, weight[i]! - prices.lowest[place[i]!]!);
    }
    bound += best;
    if (p === -1) continue;
    assigned[rowOfPerson[a]!] = rowOfPlace[p]!;
    taken[p]!++;
  }
  const added = addedWithoutSeats(market, placeOf, prices.lowest);
  const places: PriceClaim[] = [];
  for (let p = 0; p < market.places; p++) {
    const row = rowOfPlace[p]!;
    const capacity = problem.places.capacity[row]!;
    const none = capacity === market.pinnedAt[p];
    const lowest = none ? added[p]! : prices.lowest[p]!;
    bound += (capacity - market.pinnedAt[p]!) * lowest;
    places[row] = {
      place: problem.places.ids[row]!,
      capacity,
      pinned: market.pinnedAt[p]!,
      taken: taken[p]!,
      lowest,
      highest: none ? null : prices.highest[p]!,
    };
  }
  const placed = assigned.reduce((count, p) => count + (p === -1 ? 0 : 1), 0);
  return {
    rule: "best-total",
    assigned,
    certificate: {
      format: "kalfa-best-total-1",
      problem: problem.hash,
      seed: problem.rules.seed,
      placed,
      objective,
      bound,
      gap: bound - objective,
      places,
    },
  };
}

/** What a first seat would add at places that have none to compete for; the market left them out. */
function addedWithoutSeats(
  market: Market,
  placeOf: Int32Array,
  lowest: Float64Array,
): Float64Array {
  const { problem, people, rowOfPerson, rowOfPlace, seats, start, place, weight } = market;
  const added = new Float64Array(market.places);
  const placeAt = new Map<number, number>();
  for (let p = 0; p < market.places; p++) if (seats[p] === 0) placeAt.set(rowOfPlace[p]!, p);
  if (placeAt.size === 0) return added;
  const { options } = problem;
  const left = new Float64Array(people);
  for (let a = 0; a < people; a++) {
    for (let i = start[a]!; i < start[a + 1]!; i++) {
      if (place[i] === placeOf[a]) left[rowOfPerson[a]!] = weight[i]! - lowest[place[i]!]!;
    }
  }
  for (let o = 0; o < options.place.length; o++) {
    const p = placeAt.get(options.place[o]!);
    const row = options.applicant[o]!;
    if (p === undefined || market.pinnedTo[row] !== -1) continue;
    added[p] = Math.max(added[p]!, options.weight[o]! - left[row]!);
  }
  return added;
}
