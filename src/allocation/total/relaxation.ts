import type { Bundle, Bundles } from "./bundles.ts";
import { mustGo } from "./bundles.ts";
import type { Market } from "./market.ts";
import type { Rows } from "./rows.ts";

/** Nobody can be placed so. */
const NEVER = Number.NEGATIVE_INFINITY;

/**
 * The problem with its rows priced into the weights instead of kept (Lagrange). At any multipliers
 * and prices of 0 or more, `bound` is what no allocation that keeps the rows can exceed. All numbers
 * are whole, in parts of a weight: `scale` of them make one unit.
 */
export class Relaxation {
  readonly market: Market;
  readonly rows: Rows;
  readonly bundles: Bundles;
  readonly scale: number;
  /** Per row; see `at`. */
  multipliers: Float64Array;
  /** What each option is worth less what it costs in rows; by person, and again by place. */
  readonly weight: Float64Array;
  readonly askWeight: Float64Array;
  private readonly sum: Float64Array;
  private readonly found: Int32Array;
  private readonly best: Float64Array;
  private readonly seen: Int32Array;
  private mark = 0;

  constructor(market: Market, rows: Rows, bundles: Bundles, scale: number) {
    this.market = market;
    this.rows = rows;
    this.bundles = bundles;
    this.scale = scale;
    this.multipliers = new Float64Array(rows.list.length);
    this.weight = new Float64Array(market.place.length);
    this.askWeight = new Float64Array(market.place.length);
    this.sum = new Float64Array(bundles.blocs);
    this.found = new Int32Array(bundles.blocs);
    this.best = new Float64Array(bundles.blocs);
    this.seen = new Int32Array(bundles.blocs);
    this.at(this.multipliers);
  }

  /** Price the rows: whole multipliers of at least 0. */
  at(multipliers: Float64Array): void {
    this.multipliers = multipliers;
    const { market, rows, scale, weight, askWeight } = this;
    const { start, place, cost } = market;
    const penalty = new Float64Array(rows.start.length - 1);
    for (let c = 0; c < penalty.length; c++) {
      for (let k = rows.start[c]!; k < rows.start[c + 1]!; k++) {
        penalty[c]! += multipliers[rows.row[k]!]! * rows.coefficient[k]!;
      }
    }
    const cent = rows.budget === -1 ? 0 : multipliers[rows.budget]!;
    const filled = market.askStart.slice(0, market.places);
    for (let a = 0; a < market.people; a++) {
      const c = rows.classOfPerson[a]! * rows.placeClasses;
      for (let i = start[a]!; i < start[a + 1]!; i++) {
        const p = place[i]!;
        const price = penalty[c + rows.classOfPlace[p]!]! + (cent === 0 ? 0 : cent * cost[i]!);
        weight[i] = market.weight[i]! * scale - price;
        askWeight[filled[p]!++] = weight[i]!;
      }
    }
  }

  /** The market at these weights, with `seats` at each place. */
  priced(seats: Int32Array): Market {
    const { weight, askWeight, market } = this;
    let mostWeight = 1;
    for (const one of weight) if (one > mostWeight) mostWeight = one;
    return { ...market, weight, askWeight, seats, mostWeight, heaviestFirst: false };
  }

  /** What no allocation can exceed, in parts; `left` is filled with what each person has at best. */
  bound(prices: Float64Array, left?: Float64Array): number {
    const { market, rows, bundles, multipliers, weight } = this;
    const { problem, start, place } = market;
    let bound = market.pinnedWeight * this.scale;
    rows.list.forEach((row, r) => {
      if (multipliers[r] !== 0) bound += multipliers[r]! * row.limit;
    });
    for (let p = 0; p < market.places; p++) {
      const seats = problem.places.capacity[market.rowOfPlace[p]!]! - market.pinnedAt[p]!;
      bound += seats * prices[p]!;
    }
    for (let a = 0; a < market.people; a++) {
      if (bundles.of[a] !== -1) continue;
      let best = 0;
      for (let i = start[a]!; i < start[a + 1]!; i++) {
        const above = weight[i]! - prices[place[i]!]!;
        if (above > best) best = above;
      }
      if (left !== undefined) left[a] = best;
      bound += best;
    }
    for (const bundle of bundles.list) bound += this.bestOf(bundle, prices).value;
    return bound;
  }

  /**
   * The most a bundle can have left above the prices, and in which bloc; -1 and 0 where it is best not
   * placed at all. `NEVER` where it has to be placed and cannot.
   */
  bestOf(bundle: Bundle, prices: Float64Array): { readonly value: number; readonly bloc: number } {
    const { market, bundles, weight, sum, found, best, seen } = this;
    const reached: number[] = [];
    for (const a of bundle.members) {
      const mark = ++this.mark;
      const own: number[] = [];
      for (let i = market.start[a]!; i < market.start[a + 1]!; i++) {
        const p = market.place[i]!;
        const bloc = bundles.blocOf[p]!;
        if (bundle.bloc !== -1 && bloc !== bundle.bloc) continue;
        const above = weight[i]! - bundles.size[a]! * prices[p]!;
        if (seen[bloc] !== mark) {
          seen[bloc] = mark;
          best[bloc] = above;
          own.push(bloc);
        } else if (above > best[bloc]!) best[bloc] = above;
      }
      for (const bloc of own) {
        if (!bundle.whole && best[bloc]! <= 0) continue;
        if (found[bloc] === 0) {
          sum[bloc] = 0;
          reached.push(bloc);
        }
        sum[bloc]! += best[bloc]!;
        found[bloc]!++;
      }
    }
    let value = mustGo(bundle) ? NEVER : 0;
    let at = -1;
    for (const bloc of reached) {
      const all = !bundle.whole || found[bloc] === bundle.members.length;
      if (all && sum[bloc]! > value) {
        value = sum[bloc]!;
        at = bloc;
      }
      found[bloc] = 0;
    }
    return { value, bloc: at };
  }
}
