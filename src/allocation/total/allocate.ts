import { openMaster } from "../highs.ts";
import type { PriceClaim, Problem, Refusal, Result } from "../problem.ts";
import { type AuctionOptions, auction, type Settled } from "./auction.ts";
import { certified } from "./certify.ts";
import { conflictOf } from "./conflict.ts";
import { buildMarket, type Market } from "./market.ts";
import { placeTheMost } from "./most-placed.ts";
import { shortestPaths } from "./paths.ts";
import { type Prices, priceEnds, priceEndsIfGreatest } from "./prices.ts";
import { allocateWithRows, hasRows } from "./with-rows.ts";

/** How often each option may be looked at in trying to prove that an auction has gone far enough. */
const LOOKS = 3;

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
  /** Which method found it: with seats and pins alone the first two, which find the same total. */
  readonly method: "auction" | "paths" | "rows";
}

/**
 * The allocation with the greatest total weight on a checked problem: at most one place each, no
 * more people at a place than it has seats, pins kept, anybody may stay without a place. Among those
 * with the same total, one that places the most people; among these the published draw decides.
 * Memory some 40 bytes an option.
 *
 * Where quotas, a budget, groups, sizes or minimums are to be kept, the greatest total that could be
 * found, and a bound that says how far it is from the greatest there is. A refusal when no allocation
 * keeps them all: it names rules of which none can be left out for that, and how little would help.
 */
export async function allocateTotal(
  problem: Problem<"best-total">,
  options: TotalOptions = {},
): Promise<TotalAllocated | Refusal> {
  let cancelled = false;
  const people = problem.applicants.ids.length;
  const stop = (done: number): boolean => {
    options.onProgress?.(Math.floor(done * people), people);
    cancelled ||= options.cancelled?.() === true;
    return cancelled;
  };
  const outcome = hasRows(problem)
    ? await underRows(problem, stop)
    : plainly(problem, stop, options.budget);
  if (outcome === null) {
    return { ok: false, impossible: false, problems: [{ code: "cancelled", params: {} }] };
  }
  options.onProgress?.(people, people);
  return outcome;
}

async function underRows(problem: Problem<"best-total">, stop: (done: number) => boolean) {
  const master = await openMaster();
  const found = await allocateWithRows(problem, master, stop);
  if (found === null) return null;
  if (found.broken.length > 0) return conflictOf(found, master);
  return { ok: true, result: certified(found), method: "rows" } as const;
}

function plainly(
  problem: Problem<"best-total">,
  stop: (done: number) => boolean,
  budget: number | undefined,
): TotalAllocated | null {
  const market = buildMarket(problem);
  let stopped = false;
  let proven: Prices | null = null;
  const looks = LOOKS * (market.place.length + market.people);
  const bidding: AuctionOptions = {
    enough: (settled) => {
      proven = priceEndsIfGreatest(market, settled, looks);
      return proven !== null;
    },
    stop: (done) => {
      stopped = stop(done);
      return stopped;
    },
    ...(budget === undefined ? {} : { budget }),
  };
  const bid = auction(market, bidding);
  const settled = bid ?? (stopped ? null : shortestPaths(market, stop));
  if (settled === null) return null;
  const prices = proven ?? priceEnds(market, settled);
  placeTheMost(market, settled.placeOf, prices.lowest);
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
      format: "kalfa-best-total-2",
      problem: problem.hash,
      seed: problem.rules.seed,
      placed,
      objective,
      bound,
      gap: bound - objective,
      scale: 1,
      rows: [],
      places,
      cases: [],
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
