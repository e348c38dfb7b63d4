import { APART, auction, type Settled } from "./auction.ts";
import { Cuts } from "./cuts.ts";
import type { Market } from "./market.ts";
import { priceEnds } from "./prices.ts";
import type { Relaxation } from "./relaxation.ts";
import { addActivity } from "./rows.ts";

/** Multipliers and prices with a low bound, whole and in parts, and who has what at them. */
export interface Leaning {
  readonly multipliers: Float64Array;
  readonly prices: Float64Array;
  readonly bound: number;
  /** Option of each person, or -1; keeps capacities, but not always the rows. */
  readonly choice: Int32Array;
}

export interface LeanOptions {
  readonly ceiling: Float64Array;
  readonly stop: (done: number) => boolean;
  /** How many multipliers are looked at, at most. */
  readonly looks: number;
}

/** A look ends when the planes promise less than this of the bound. */
const NEAR = 1e-8;

/**
 * Looks for multipliers of the rows at which the bound is low. Each look is an auction begun where the
 * last one ended; bundles take or leave their seats by its prices. Null when stopped.
 */
export function lean(relaxation: Relaxation, options: LeanOptions): Leaning | null {
  const { market, scale } = relaxation;
  const reach = (market.mostWeight * scale) / 8;
  const cuts = new Cuts(options.ceiling, measureOf(relaxation), reach);
  const packing = new Packing(relaxation);
  let multipliers = new Float64Array(options.ceiling.length);
  let settled: Settled | null = null;
  let best: Leaning | null = null;
  const unit = market.people + 1;
  const finest = Math.max(1, Math.floor((unit * scale) / 16));
  for (let look = 0; look < options.looks; look++) {
    relaxation.at(multipliers);
    const { seats, placeOf } = packing;
    const priced = relaxation.priced(seats);
    const last = Math.max(finest, Math.floor((market.mostWeight * scale * unit) / 4 ** (look + 3)));
    const first = settled === null ? priced.mostWeight * unit : last * 200;
    const from: Settled = settled ?? { placeOf, price: new Float64Array(market.places), unit };
    const bid: Settled | null = auction(priced, {
      from: { ...shut(priced, from), placeOf: merged(from.placeOf, placeOf) },
      steps: [first, last],
      stop: (done) => options.stop((look + done) / options.looks),
      budget: Number.POSITIVE_INFINITY,
    });
    if (bid === null) return best;
    settled = reopened(priced, bid);
    const prices = settled.price.map((price) => Math.max(0, Math.round(price / unit)));
    const bound = relaxation.bound(prices);
    const choice = packing.choices(settled.placeOf);
    const slope = slopeOf(relaxation, choice);
    if (best === null || bound < best.bound) best = { multipliers, prices, bound, choice };
    cuts.add(multipliers, bound, slope);
    const changed = packing.again(prices);
    const next = cuts.next().map(Math.round);
    const still = next.every((one, r) => one === multipliers[r]);
    if (!changed && last === finest && (still || cuts.hope <= NEAR * Math.abs(bound))) break;
    multipliers = next;
  }
  return best === null || settled === null
    ? best
    : refined(relaxation, best, settled, packing.seats, finest);
}

/** The same multipliers with the prices an auction ends at when its last step is as small as can be. */
function refined(
  relaxation: Relaxation,
  best: Leaning,
  settled: Settled,
  seats: Int32Array,
  step: number,
): Leaning {
  relaxation.at(best.multipliers);
  const priced = relaxation.priced(seats);
  const exact = auction(priced, { from: shut(priced, settled), steps: [step * 36, 1] });
  if (exact === null) return best;
  const price = priceEnds(priced, exact).lowest.map((one) => one * exact.unit);
  const prices = reopened(priced, { ...exact, price }).price.map((one) => one / exact.unit);
  const bound = relaxation.bound(prices);
  return bound < best.bound ? { ...best, prices, bound } : best;
}

/** Places that bundles have filled, at prices that nobody pays: an auction has no seat there to give. */
function shut({ seats, mostWeight }: Market, from: Settled): Settled {
  const price = from.price.map((one, p) => (seats[p]! > 0 ? one : (mostWeight + 1) * from.unit));
  return { ...from, price };
}

/** The same places at the lowest prices at which nobody who is not there would come. */
function reopened(priced: Market, settled: Settled): Settled {
  const { seats, start, place, weight, askStart, asker, askWeight } = priced;
  const price = settled.price.slice();
  for (let p = 0; p < seats.length; p++) {
    if (seats[p]! > 0) continue;
    price[p] = 0;
    for (let i = askStart[p]!; i < askStart[p + 1]!; i++) {
      const a = asker[i]!;
      if (settled.placeOf[a] === APART) continue;
      let best = 0;
      for (let o = start[a]!; o < start[a + 1]!; o++) {
        if (seats[place[o]!]! <= 0) continue;
        best = Math.max(best, weight[o]! * settled.unit - settled.price[place[o]!]!);
      }
      price[p] = Math.max(price[p]!, askWeight[i]! * settled.unit - best);
    }
  }
  return { ...settled, price };
}

function merged(placeOf: Int32Array, apart: Int32Array): Int32Array {
  return placeOf.map((p, a) => (apart[a] === APART ? APART : p === APART ? -1 : p));
}

/** A usual coefficient of each row: its largest, and of the budget what an option costs on average. */
function measureOf({ rows, market }: Relaxation): Float64Array {
  const measure = new Float64Array(rows.list.length).fill(1);
  rows.row.forEach((r, k) => {
    measure[r] = Math.max(measure[r]!, Math.abs(rows.coefficient[k]!));
  });
  if (rows.budget !== -1) {
    const sum = market.cost.reduce((all, cost) => all + cost, 0);
    measure[rows.budget] = Math.max(1, sum / Math.max(1, market.cost.length));
  }
  return measure;
}

/** What is left of each row's limit with these options. */
export function slopeOf(relaxation: Relaxation, choice: Int32Array): Float64Array {
  const { rows, market } = relaxation;
  const activity = new Float64Array(rows.list.length);
  choice.forEach((i, a) => {
    if (i !== -1) addActivity(market, rows, a, i, 1, activity);
  });
  return activity.map((used, r) => rows.list[r]!.limit - used);
}

/** Where bundles are for now: each in its best bloc at the last prices, as far as seats allow. */
class Packing {
  /** Seats that are left to the others. */
  readonly seats: Int32Array;
  /** `APART` for everybody in a bundle, -1 for the others. */
  readonly placeOf: Int32Array;
  private readonly relaxation: Relaxation;
  private readonly option: Int32Array;

  constructor(relaxation: Relaxation) {
    const { market, bundles } = relaxation;
    this.relaxation = relaxation;
    this.seats = market.seats.slice();
    this.placeOf = bundles.of.map((one) => (one === -1 ? -1 : APART));
    this.option = new Int32Array(market.people).fill(-1);
    this.again(new Float64Array(market.places));
  }

  /** Bundles that would be better off elsewhere move there, if there is room. Whether one did. */
  again(prices: Float64Array): boolean {
    const { bundles, scale } = this.relaxation;
    let changed = false;
    for (const bundle of bundles.list) {
      const { value, bloc } = this.relaxation.bestOf(bundle, prices);
      const now = this.worthOf(bundle.members, prices);
      if (value - now <= scale) continue;
      const before = bundle.members.map((a) => this.option[a]!);
      for (const a of bundle.members) this.leave(a);
      if (bloc !== -1 && this.enter(bundle.members, bloc, prices, bundle.whole)) changed = true;
      else if (bloc === -1) changed = true;
      else for (const [m, a] of bundle.members.entries()) this.take(a, before[m]!);
    }
    return changed;
  }

  /** The option of everybody: of bundles from here, of the others from an auction. */
  choices(placeOf: Int32Array): Int32Array {
    const { start, place } = this.relaxation.market;
    const choice = this.option.slice();
    placeOf.forEach((p, a) => {
      if (p < 0) return;
      for (let i = start[a]!; i < start[a + 1]!; i++) if (place[i] === p) choice[a] = i;
    });
    return choice;
  }

  private worthOf(members: readonly number[], prices: Float64Array): number {
    const { weight, market, bundles } = this.relaxation;
    let sum = 0;
    for (const a of members) {
      const i = this.option[a]!;
      if (i !== -1) sum += weight[i]! - bundles.size[a]! * prices[market.place[i]!]!;
    }
    return sum;
  }

  private enter(members: readonly number[], bloc: number, prices: Float64Array, whole: boolean) {
    const { market, bundles, weight } = this.relaxation;
    for (const a of members) {
      let best = Number.NEGATIVE_INFINITY;
      let at = -1;
      for (let i = market.start[a]!; i < market.start[a + 1]!; i++) {
        const p = market.place[i]!;
        if (bundles.blocOf[p] !== bloc || this.seats[p]! < bundles.size[a]!) continue;
        const above = weight[i]! - bundles.size[a]! * prices[p]!;
        if (above > best) {
          best = above;
          at = i;
        }
      }
      if (at === -1 && whole) {
        for (const one of members) this.leave(one);
        return false;
      }
      if (at !== -1 && (whole || best > 0)) this.take(a, at);
    }
    return true;
  }

  private take(a: number, i: number): void {
    const { market, bundles } = this.relaxation;
    this.option[a] = i;
    if (i !== -1) this.seats[market.place[i]!]! -= bundles.size[a]!;
  }

  private leave(a: number): void {
    const { market, bundles } = this.relaxation;
    const i = this.option[a]!;
    if (i !== -1) this.seats[market.place[i]!]! += bundles.size[a]!;
    this.option[a] = -1;
  }
}
