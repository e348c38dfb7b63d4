import { Comers } from "./comers.ts";
import type { Market } from "./market.ts";

/**
 * In `placeOf`: somebody who does not compete seat by seat (in a group, or taking several seats). An
 * auction begun with them leaves them out, and so do the searches that follow it.
 */
export const APART = -2;

/** Where everybody is (-1: no place), and a price of each place in `unit`s of a weight. */
export interface Settled {
  readonly placeOf: Int32Array;
  readonly price: Float64Array;
  readonly unit: number;
}

export interface AuctionOptions {
  /** Told how much of the way is done, from 0 to 1; answering true ends the auction. */
  readonly stop?: (done: number) => boolean;
  /**
   * Asked after each round with a step below half a unit of weight; answering true ends the auction there.
   * The total is often the greatest long before the last step proves it.
   */
  readonly enough?: (settled: Settled) => boolean;
  /** How many options may be looked at before the auction gives up. */
  readonly budget?: number;
  /** Where to begin, from another auction of these people for these places; else nobody has a place. */
  readonly from?: Settled;
  /** The steps of the first and the last round, in `unit`s: from the largest weight, down to 1. */
  readonly steps?: readonly [first: number, last: number];
}

/** From one round to the next, by how much the step of a bid shrinks. */
const SHRINK = 10;
const ASK_EVERY = 4096;

/**
 * A forward and reverse auction for seats with a shrinking step (Bertsekas 1988; Bertsekas and
 * Castanon 1989 for places with several equal seats; reverse rounds Bertsekas, Castanon and Tsaknakis
 * 1993). Null when it was stopped or its budget ran out: prices of equal seats can creep up step by
 * step, and then another method has to finish.
 *
 * In each round people without a place bid for the one that leaves them the most, raising its price
 * to where the next best would be as good; a full place turns away its lowest bid. Then places with
 * a free seat and a price above 0 lower it until somebody gains by coming, or it is 0. After both,
 * everybody is within one step of the best they could have at these prices. Weights are multiplied
 * by people + 1 and the last step is 1, so everybody's shares of the distance to the optimum
 * together stay below one unit of weight: as weights are whole, the total is the greatest.
 */
export function auction(market: Market, options: AuctionOptions = {}): Settled | null {
  return new Auction(market, options).run();
}

class Auction {
  private readonly market: Market;
  private readonly stop: (done: number) => boolean;
  private readonly unit: number;
  private readonly placeOf: Int32Array;
  /** Weight of the place each person has, in steps. */
  private readonly worth: Float64Array;
  private readonly price: Float64Array;
  private readonly free: Int32Array;
  // The bids that hold a seat, one heap a place with the lowest on top.
  private readonly seatStart: Int32Array;
  private readonly bidPrice: Float64Array;
  private readonly bidder: Int32Array;
  private readonly comers = new Comers();
  private readonly asking: Int32Array;
  private readonly enough: (settled: Settled) => boolean;
  private budget: number;
  private readonly steps: readonly [first: number, last: number];
  private done = 0;

  constructor(market: Market, options: AuctionOptions) {
    this.market = market;
    this.stop = options.stop ?? (() => false);
    this.enough = options.enough ?? (() => false);
    this.asking = new Int32Array(market.people);
    // Far above what any measured family needs, and reached within minutes at the largest size.
    this.budget = options.budget ?? 1_000_000 + 1000 * (market.people + market.place.length);
    this.unit = market.people + 1;
    this.steps = options.steps ?? [market.mostWeight * this.unit, 1];
    this.placeOf = options.from?.placeOf.slice() ?? new Int32Array(market.people).fill(-1);
    this.worth = worthOf(market, this.placeOf, this.unit);
    this.price = options.from?.price.slice() ?? new Float64Array(market.places);
    this.free = market.seats.slice();
    this.seatStart = new Int32Array(market.places + 1);
    for (let p = 0; p < market.places; p++) {
      this.seatStart[p + 1] = this.seatStart[p]! + market.seats[p]!;
    }
    this.bidPrice = new Float64Array(this.seatStart[market.places]!);
    this.bidder = new Int32Array(this.bidPrice.length);
  }

  run(): Settled | null {
    const { unit, placeOf, price } = this;
    const steps: number[] = [];
    const [first, last] = this.steps;
    for (let step = first; step > last; ) {
      step = Math.max(last, Math.floor(step / SHRINK));
      steps.push(step);
    }
    for (const [round, step] of steps.entries()) {
      this.done = round / steps.length;
      if (!this.bidAll(this.openRound(step), step) || !this.fillAll(step)) return null;
      if (step < unit / 2 && this.enough({ placeOf, price, unit })) break;
    }
    return { placeOf, price, unit };
  }

  /**
   * Lets go of everybody further than a step from their best, so that nobody is turned away by
   * them; the others hold their seats at the price of their place, as if they had bid that. Returns
   * how many are `asking`.
   */
  private openRound(step: number): number {
    const { market, placeOf, price, free, seatStart, unit, asking } = this;
    const { start, place, weight, heaviestFirst } = market;
    let count = 0;
    free.set(market.seats);
    for (let a = 0; a < market.people; a++) {
      const p = placeOf[a]!;
      if (p === APART) continue;
      let best = 0;
      for (let i = start[a]!; i < start[a + 1]!; i++) {
        const most = weight[i]! * unit;
        if (heaviestFirst && most <= best) break;
        const left = most - price[place[i]!]!;
        if (left > best) best = left;
      }
      if (p === -1 ? best > step : free[p] === 0 || best - (this.worth[a]! - price[p]!) > step) {
        placeOf[a] = -1;
        asking[count++] = a;
      } else if (p !== -1) {
        const at = seatStart[p]! + market.seats[p]! - free[p]!--;
        this.bidPrice[at] = price[p]!;
        this.bidder[at] = a;
      }
    }
    this.budget -= place.length;
    return count;
  }

  /** Forward: everybody who asks bids until nobody is turned away any more. */
  private bidAll(count: number, step: number): boolean {
    for (let i = 0; i < count; i++) {
      if (i % ASK_EVERY === 0 && this.stop(this.done)) return false;
      if (!this.bid(this.asking[i]!, step)) return false;
    }
    return true;
  }

  /** Bid for one person, then for whoever that turned away, and so on. */
  private bid(person: number, step: number): boolean {
    const { price, placeOf, unit, free, market } = this;
    const { start, place, weight, heaviestFirst } = market;
    let a = person;
    for (;;) {
      let best = 0;
      let second = 0;
      let bestAt = -1;
      const end = start[a + 1]!;
      for (let i = start[a]!; i < end; i++) {
        const most = weight[i]! * unit;
        if (heaviestFirst && most <= second) break;
        const left = most - price[place[i]!]!;
        if (left > best) {
          second = best;
          best = left;
          bestAt = i;
        } else if (left > second) second = left;
      }
      this.budget -= end - start[a]!;
      if (this.budget < 0) return false;
      if (bestAt === -1) return true;
      const p = place[bestAt]!;
      const offer = price[p]! + best - second + step;
      placeOf[a] = p;
      this.worth[a] = weight[bestAt]! * unit;
      if (free[p]! > 0) {
        this.push(p, offer, a);
        free[p]!--;
        if (free[p] === 0) price[p] = this.bidPrice[this.seatStart[p]!]!;
        return true;
      }
      a = this.replaceLowest(p, offer, a);
      price[p] = this.bidPrice[this.seatStart[p]!]!;
      placeOf[a] = -1;
    }
  }

  /** Reverse: places with a free seat and a price lower it until the seat is taken or free of charge. */
  private fillAll(step: number): boolean {
    const { market, free, price } = this;
    const waiting: number[] = [];
    for (let p = 0; p < market.places; p++) if (free[p]! > 0 && price[p]! > 0) waiting.push(p);
    // The list grows while it is gone through: a seat that is left waits until its turn, so that a
    // popular place that people leave one after the other is looked at once for all of them.
    for (let visit = 0; visit < waiting.length; visit++) {
      if (visit % ASK_EVERY === 0 && this.stop(this.done)) return false;
      const p = waiting[visit]!;
      if (free[p] === 0 || price[p] === 0) continue;
      if (!this.fill(p, step, waiting)) return false;
    }
    return true;
  }

  /** Lower the price of one place, just so far that its free seats are taken. */
  private fill(p: number, step: number, waiting: number[]): boolean {
    const { market, placeOf, worth, price, free, comers } = this;
    this.findComers(p, step);
    if (this.budget < 0) return false;
    const next = comers.takeNext();
    price[p] = Math.min(price[p]!, Math.max(0, next - step));
    for (let i = 0; i < comers.size; i++) {
      // With the price at 0 a free seat is in order: nobody moves for less than a step.
      if (price[p] === 0 && comers.pay[i]! <= step) continue;
      const option = comers.option[i]!;
      const a = market.asker[option]!;
      const from = placeOf[a]!;
      placeOf[a] = p;
      worth[a] = market.askWeight[option]! * this.unit;
      free[p]!--;
      if (from === -1) continue;
      free[from]!++;
      if (price[from]! > 0) waiting.push(from);
    }
    return true;
  }

  /** The people elsewhere who would pay most to come and be no worse off: one more than free seats. */
  private findComers(p: number, step: number): void {
    const { market, placeOf, worth, price, unit, comers } = this;
    const { askStart, asker, askWeight } = market;
    const end = askStart[p + 1]!;
    comers.open(this.free[p]! + 1);
    for (let option = askStart[p]!; option < end; option++) {
      // Whoever has a place has at most a step less than nothing left, and pays no more than this.
      const most = askWeight[option]! * unit + step;
      if (most <= comers.least) continue;
      const a = asker[option]!;
      const at = placeOf[a]!;
      if (at === p || at === APART) continue;
      comers.offer(option, most - step - (at === -1 ? 0 : worth[a]! - price[at]!));
    }
    this.budget -= end - askStart[p]!;
  }

  private push(p: number, offer: number, a: number): void {
    const { bidPrice, bidder } = this;
    const top = this.seatStart[p]!;
    let at = this.market.seats[p]! - this.free[p]!;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (bidPrice[top + above]! <= offer) break;
      bidPrice[top + at] = bidPrice[top + above]!;
      bidder[top + at] = bidder[top + above]!;
      at = above;
    }
    bidPrice[top + at] = offer;
    bidder[top + at] = a;
  }

  /** Put a bid where the lowest one was; returns whose that was. */
  private replaceLowest(p: number, offer: number, a: number): number {
    const { bidPrice, bidder } = this;
    const top = this.seatStart[p]!;
    const size = this.market.seats[p]!;
    const turnedAway = bidder[top]!;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= size) break;
      if (below + 1 < size && bidPrice[top + below + 1]! < bidPrice[top + below]!) below++;
      if (bidPrice[top + below]! >= offer) break;
      bidPrice[top + at] = bidPrice[top + below]!;
      bidder[top + at] = bidder[top + below]!;
      at = below;
    }
    bidPrice[top + at] = offer;
    bidder[top + at] = a;
    return turnedAway;
  }
}

/** What the place that everybody has is worth to them; whoever's is worth nothing any more lets go. */
function worthOf(market: Market, placeOf: Int32Array, unit: number): Float64Array {
  const worth = new Float64Array(market.people);
  for (let a = 0; a < market.people; a++) {
    if (placeOf[a]! < 0) continue;
    for (let i = market.start[a]!; i < market.start[a + 1]!; i++) {
      if (market.place[i] === placeOf[a]) worth[a] = market.weight[i]! * unit;
    }
    if (worth[a]! <= 0) placeOf[a] = -1;
  }
  return worth;
}
