import type { Problem, Refusal, Result } from "../problem.ts";
import { verifyTotal } from "../verify/total.ts";
import { Queue } from "./heap.ts";
import { buildMarket, type Market } from "./market.ts";

export type TotalOptionCode =
  | "got-it"
  /** An allocation with the same total has this person here; the published draw decided. */
  | "equal-total"
  /** With this person here the total would be smaller, by `short`. */
  | "total-smaller"
  /** The place has no seat to compete for. */
  | "no-seats";

export interface TotalOptionReason {
  readonly place: string;
  /** 0 where the option has none. */
  readonly rank: number;
  readonly weight: number;
  readonly code: TotalOptionCode;
  /** Seats to compete for there, pinned ones left out, and how many of them are taken. */
  readonly seats: number;
  readonly taken: number;
  /** The price of a seat here: what one more adds to the total, what one fewer takes from it. */
  readonly lowest: number;
  /** Null where there is no seat to compete for. */
  readonly highest: number | null;
  /**
   * How much smaller the greatest total with this person here is. With a weight higher by just so
   * much this would be as good; by one more, it would be so for certain. Null without a seat.
   */
  readonly short: number | null;
  /** Whether one more seat here could go to this person at the greatest total then. */
  readonly seat: boolean;
}

/** Why here, why not there, what would change it; codes and figures, no words. */
export interface TotalExplanation {
  readonly applicant: string;
  readonly code: "placed" | "unplaced" | "pinned";
  readonly place: string | null;
  /** Rank and weight of the place; 0 without one, and the rank where the option has none. */
  readonly rank: number;
  readonly weight: number;
  readonly wishes: number;
  readonly points: number;
  /** What a pin says; null without one. */
  readonly reason: string | null;
  /** In order of rank, else of weight. Empty for a pinned applicant, who did not compete. */
  readonly options: readonly TotalOptionReason[];
  /**
   * The smallest change of a weight that would have given a place wished for more (or worth more,
   * where there are no ranks) for certain, all else unchanged; null where there is none.
   */
  readonly nearest: { readonly place: string; readonly more: number } | null;
}

type Explained<T> = { readonly ok: true; readonly explained: T } | Refusal;

/** Explain one applicant (by id). Costs one pass of the verifier and one search from their place. */
export function explainTotal(
  problem: Problem<"best-total">,
  result: Result<"best-total">,
  applicant: string,
): Explained<TotalExplanation> {
  const row = problem.applicants.ids.indexOf(applicant);
  if (row === -1) return refusal("applicant-unknown", { value: applicant });
  const ground = groundOf(problem, result);
  if (ground === null) return refusal("result-differs", {});
  return { ok: true, explained: explanationOf(ground, row) };
}

/** Explain everybody, in the order of the applicants; one search for each place that is taken. */
export function explainAllTotal(
  problem: Problem<"best-total">,
  result: Result<"best-total">,
): Explained<TotalExplanation[]> {
  const ground = groundOf(problem, result);
  if (ground === null) return refusal("result-differs", {});
  return {
    ok: true,
    explained: problem.applicants.ids.map((_, row) => explanationOf(ground, row)),
  };
}

/** What the explanations of one run share. Places by their row in the problem, as are people. */
interface Ground {
  readonly problem: Problem<"best-total">;
  readonly result: Result<"best-total">;
  readonly market: Market;
  /** Options of each applicant. */
  readonly start: Int32Array;
  readonly option: Int32Array;
  /** What each applicant has left at best at the lowest and at the highest prices. */
  readonly leftLow: Float64Array;
  readonly leftHigh: Float64Array;
  /** Weight of the place each applicant has. */
  readonly worth: Float64Array;
  /** Shortest chain of moves from each place to one that somebody has. */
  readonly chainsTo: (place: number) => Float64Array;
}

function groundOf(problem: Problem<"best-total">, result: Result<"best-total">): Ground | null {
  // Prices of a result that is not proven would be a lie in good order.
  if (!verifyTotal(problem, result).ok) return null;
  const market = buildMarket(problem);
  const { applicants, options } = problem;
  const { assigned, certificate } = result;
  const count = applicants.ids.length;
  const start = new Int32Array(count + 1);
  for (const a of options.applicant) start[a + 1]!++;
  for (let a = 0; a < count; a++) start[a + 1]! += start[a]!;
  const option = new Int32Array(options.place.length);
  const filled = start.slice();
  const leftLow = new Float64Array(count);
  const leftHigh = new Float64Array(count);
  const worth = new Float64Array(count);
  for (let o = 0; o < option.length; o++) {
    const a = options.applicant[o]!;
    const weight = options.weight[o]!;
    const { lowest, highest } = certificate.places[options.place[o]!]!;
    option[filled[a]!++] = o;
    if (assigned[a] === options.place[o]) worth[a] = weight;
    leftLow[a] = Math.max(leftLow[a]!, weight - lowest);
    if (highest !== null) leftHigh[a] = Math.max(leftHigh[a]!, weight - highest);
  }
  for (let a = 0; a < count; a++) {
    option.subarray(start[a], start[a + 1]).sort((o, other) => {
      const byRank = options.rank[o]! - options.rank[other]!;
      return byRank || options.weight[other]! - options.weight[o]! || o - other;
    });
  }
  const chains = new Map<number, Float64Array>();
  const ground: Ground = {
    problem,
    result,
    market,
    start,
    option,
    leftLow,
    leftHigh,
    worth,
    chainsTo: (place) => {
      let known = chains.get(place);
      if (known === undefined) {
        known = chainsTo(ground, place);
        chains.set(place, known);
      }
      return known;
    },
  };
  return ground;
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

function explanationOf(ground: Ground, row: number): TotalExplanation {
  const { problem, result, market, start, option } = ground;
  const { applicants, places, options, rules } = problem;
  const applicant = applicants.ids[row]!;
  const p = result.assigned[row]!;
  const pinned = market.pinnedTo[row] !== -1;
  const own = option.subarray(start[row], start[row + 1]);
  const got = own.find((o) => options.place[o] === p);
  const reasons = pinned ? [] : Array.from(own, (o) => reasonOf(ground, row, o));
  const better = ({ rank, weight }: TotalOptionReason) => {
    if (got === undefined) return true;
    const held = options.rank[got]!;
    return rank > 0 && held > 0 ? rank < held : weight > options.weight[got]!;
  };
  let nearest: { place: string; more: number } | null = null;
  for (const one of reasons) {
    if (one.code === "got-it" || one.short === null || !better(one)) continue;
    if (nearest === null || one.short + 1 < nearest.more) {
      nearest = { place: one.place, more: one.short + 1 };
    }
  }
  return {
    applicant,
    code: pinned ? "pinned" : p === -1 ? "unplaced" : "placed",
    place: p === -1 ? null : places.ids[p]!,
    rank: got === undefined ? 0 : options.rank[got]!,
    weight: ground.worth[row]!,
    wishes: own.length,
    points: applicants.points[row]!,
    reason: pinned ? rules.pins.find((pin) => pin.applicant === applicant)!.reason : null,
    options: reasons,
    nearest,
  };
}

function reasonOf(ground: Ground, row: number, o: number): TotalOptionReason {
  const { problem, result, leftLow, leftHigh } = ground;
  const { options } = problem;
  const p = options.place[o]!;
  const weight = options.weight[o]!;
  const { place, capacity, pinned, taken, lowest, highest } = result.certificate.places[p]!;
  const has = result.assigned[row]!;
  let short: number | null = null;
  if (has === p) short = 0;
  else if (highest !== null) {
    short = leftHigh[row]! + highest - weight;
    // It is the most, over all optimal prices, that the option falls short of what the person has
    // left; whoever has a place has less left where that one is dearer.
    if (has !== -1) short += Math.min(priceRange(result, has), ground.chainsTo(has)[p]!);
  }
  return {
    place,
    rank: options.rank[o]!,
    weight,
    code:
      has === p
        ? "got-it"
        : short === null
          ? "no-seats"
          : short === 0
            ? "equal-total"
            : "total-smaller",
    seats: capacity - pinned,
    taken,
    lowest,
    highest,
    short,
    seat: has !== p && weight === leftLow[row]! + lowest,
  };
}

/** How far apart the ends of the price are at a place that somebody holds a seat of. */
function priceRange({ certificate }: Result<"best-total">, place: number): number {
  const { lowest, highest } = certificate.places[place]!;
  return highest! - lowest;
}

function refusal(code: string, params: Record<string, string>): Refusal {
  return { ok: false, impossible: false, problems: [{ code, params }] };
}
