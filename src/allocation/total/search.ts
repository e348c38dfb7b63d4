import type { Master } from "../highs.ts";
import type { Case } from "../problem.ts";
import { type BrokenRule, type Core, coreOf } from "./core.ts";
import type { Leaning } from "./lean.ts";
import type { Market } from "./market.ts";
import type { Relaxation } from "./relaxation.ts";
import type { Rows } from "./rows.ts";

/** What was found for a problem with rows; numbers in parts, `scale` of them one unit of weight. */
export interface Found {
  readonly market: Market;
  readonly rows: Rows;
  readonly relaxation: Relaxation;
  readonly scale: number;
  /** Option of each person, or -1. */
  readonly choice: Int32Array;
  /** Weight of these, in units. */
  readonly objective: number;
  readonly multipliers: Float64Array;
  readonly prices: Float64Array;
  /** In parts; no allocation that keeps the rules is worth more. */
  readonly bound: number;
  /** Rules that are broken, and by how much; empty where all are kept. */
  readonly broken: readonly Breach[];
  /** Cases that together prove the bound, where prices alone do not; else empty. */
  readonly cases: readonly Case[];
}

export interface Breach {
  readonly rule: BrokenRule;
  readonly by: number;
}

/**
 * Columns of the cores in which whole placements are sought, one after the other, and how many nodes
 * the search may open in each. The first mostly finds the best there is and the others find no better.
 */
const CORES = [
  [400, 20],
  [1500, 20],
  [6000, 100],
] as const;
/** A problem with no more options than this is searched whole, until nothing better can be. */
const SMALL = 1500;
const MOST_NODES = 20_000;
/** A linear program has at most so many columns: what HiGHS solves in a second. */
const MOST_COLUMNS = 12_000;
const MOST_ROUNDS = 8;
/** Options among which it is asked whether rules can be kept at all. */
const MOST_FEASIBLE = 60_000;
/** Near enough to the bound to look no further. */
const NEAR = 1e-6;

/** What breaking a rule by one costs: far more than any one placement brings. */
export function fineOf(market: Market): number {
  return 64 * (market.mostWeight + 1);
}

/** From multipliers and prices to placements: cores of a problem, solved by HiGHS one after the other. */
export class Search {
  private readonly relaxation: Relaxation;
  private readonly master: Master;
  private multipliers: Float64Array;
  private prices: Float64Array;
  private bound: number;
  private choice: Int32Array;
  private objective = Number.NEGATIVE_INFINITY;
  private broken: Breach[] = [];

  constructor(relaxation: Relaxation, master: Master, from: Leaning) {
    this.relaxation = relaxation;
    this.master = master;
    this.multipliers = from.multipliers;
    this.prices = from.prices;
    this.bound = from.bound;
    this.choice = from.choice;
  }

  /** Whole placements, near to the bound and with every rule kept, as far as can be. False when stopped. */
  run(stop: (done: number) => boolean): boolean {
    const options = this.relaxation.market.place.length;
    if (options <= SMALL) {
      this.place(options, MOST_NODES);
      if (!this.near) this.lower();
    } else {
      let last = Number.NEGATIVE_INFINITY;
      for (const [step, [columns, nodes]] of CORES.entries()) {
        if (stop(step / CORES.length)) return false;
        this.place(columns, nodes);
        if (step === 0 && !this.near) this.lower();
        if (this.near || this.merit <= last) break;
        last = this.merit;
      }
    }
    this.keep();
    return true;
  }

  found(): Found {
    const { market, rows, scale } = this.relaxation;
    const { choice, objective, multipliers, prices, bound, broken } = this;
    return {
      market,
      rows,
      relaxation: this.relaxation,
      scale,
      choice,
      objective,
      multipliers,
      prices,
      bound,
      broken,
      cases: [],
    };
  }

  /** Whether what was found is as near to the bound as anybody asks. */
  private get near(): boolean {
    const apart = this.bound / this.relaxation.scale - this.objective;
    return this.broken.length === 0 && apart < Math.max(1, NEAR * this.objective);
  }

  /** Lower the bound by linear programs, until what they say and the bound agree. */
  private lower(): void {
    const { relaxation, master } = this;
    const { market, scale } = relaxation;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const core = this.core(this.within(MOST_COLUMNS));
      const solved = master.solve(core.model, { relaxed: true });
      if (solved === null) return;
      const multipliers = new Float64Array(this.multipliers.length);
      const prices = this.prices.slice();
      core.rowAt.forEach((row, r) => {
        multipliers[r] = Math.max(0, Math.round(-solved.prices[row]! * scale));
      });
      core.seatsAt.forEach((row, p) => {
        if (row === -1) return;
        // What a seat costs less what the minimum gives for taking it.
        const least = core.minimumAt[p] === -1 ? 0 : solved.prices[core.minimumAt[p]!]!;
        prices[p] = Math.max(0, Math.round((-solved.prices[row]! - least) * scale));
      });
      relaxation.at(multipliers);
      const bound = relaxation.bound(prices);
      const better = bound < this.bound;
      const best = core.staying + market.pinnedWeight - costOf(core, solved.columns);
      if (better) Object.assign(this, { multipliers, prices, bound });
      relaxation.at(this.multipliers);
      if (!better || this.bound / scale - best < 0.01) return;
    }
  }

  /** What was found, less what its breaches cost. */
  private get merit(): number {
    const fine = fineOf(this.relaxation.market);
    return this.objective - this.broken.reduce((sum, { by }) => sum + by * fine, 0);
  }

  /** Place people so that the rules are kept and the total is near the bound. */
  private place(columns: number, mostNodes: number): void {
    const core = this.core(this.within(columns));
    const near = Math.max(0.5, (NEAR / 2) * Math.abs(this.bound / this.relaxation.scale));
    const small = columns >= this.relaxation.market.place.length;
    const solved = this.master.solve(core.model, { mostNodes, near: small ? 0.5 : near });
    if (solved !== null) this.take(core, solved.columns);
  }

  /**
   * Where rules are still broken: the least that has to be broken, whatever that costs in weight. When
   * that is nothing, the best that keeps all of them from there on.
   */
  private keep(): void {
    if (this.broken.length === 0) return;
    const { relaxation, master } = this;
    const open = this.within(MOST_FEASIBLE);
    const question = coreOf(relaxation, { choice: this.choice, open, fine: 1, worth: 0 });
    const answer = master.solve(question.model, { mostNodes: MOST_NODES });
    if (answer === null) return;
    this.take(question, answer.columns);
    if (this.broken.length > 0) return;
    for (const [columns, nodes] of CORES) {
      const strict = {
        choice: this.choice,
        open: this.within(columns),
        fine: null,
        worth: 1,
      } as const;
      const core = coreOf(relaxation, strict);
      const solved = master.solve(core.model, { mostNodes: nodes * 100 });
      if (solved !== null) this.take(core, solved.columns);
    }
  }

  private core(open: Uint8Array): Core {
    const fine = fineOf(this.relaxation.market);
    return coreOf(this.relaxation, { choice: this.choice, open, fine, worth: 1 });
  }

  private take(core: Core, columns: Float64Array): void {
    const { market } = this.relaxation;
    const choice = this.choice.slice();
    const chosen = new Map<number, number>();
    core.option.forEach((i, column) => {
      if (i === -1) return;
      const a = ownerOf(market, i);
      if (!chosen.has(a)) chosen.set(a, -1);
      if (columns[column]! > 0.5) chosen.set(a, i);
    });
    for (const [a, i] of chosen) choice[a] = i;
    const broken = core.broken.flatMap(({ column, rule }) => {
      const by = Math.round(columns[column]!);
      return by > 0 ? [{ rule, by }] : [];
    });
    let objective = market.pinnedWeight;
    for (const i of choice) if (i !== -1) objective += market.weight[i]!;
    this.choice = choice;
    this.broken = broken;
    this.objective = objective;
  }

  /**
   * Options that come into question: those whose choice, or for a chosen one whose loss, costs least at
   * the prices; at most so many in all.
   */
  private within(most: number): Uint8Array {
    const { relaxation, prices, choice } = this;
    const { market, bundles } = relaxation;
    const { start, place } = market;
    const open = new Uint8Array(market.place.length);
    if (open.length <= most) return open.fill(1);
    const loss = new Float64Array(open.length);
    for (let a = 0; a < market.people; a++) {
      const best = this.bestAlone(a);
      const bundle = bundles.list[bundles.of[a]!];
      // A group goes where all of it gains, not each of its members.
      const part = bundle === undefined || bundle.members.length === 1 ? 1 : 4;
      for (let i = start[a]!; i < start[a + 1]!; i++) {
        const above = relaxation.weight[i]! - bundles.size[a]! * prices[place[i]!]!;
        loss[i] = (i === choice[a] ? best : best - above) / part;
      }
    }
    const limit = loss.slice().sort()[most]!;
    let room = most;
    for (let i = 0; i < loss.length; i++) {
      if (loss[i]! >= limit) continue;
      open[i] = 1;
      room--;
    }
    for (let i = 0; i < loss.length && room > 0; i++) {
      if (loss[i] !== limit) continue;
      open[i] = 1;
      room--;
    }
    return open;
  }

  private bestAlone(a: number): number {
    const { relaxation, prices } = this;
    const { market, bundles } = relaxation;
    let best = 0;
    for (let i = market.start[a]!; i < market.start[a + 1]!; i++) {
      const above = relaxation.weight[i]! - bundles.size[a]! * prices[market.place[i]!]!;
      best = Math.max(best, above);
    }
    return best;
  }
}

function costOf(core: Core, columns: Float64Array): number {
  return core.model.cost.reduce((sum, cost, column) => sum + cost * columns[column]!, 0);
}

/** The person whose option this is. */
function ownerOf({ start }: Market, option: number): number {
  let [low, high] = [0, start.length - 1];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (start[middle]! <= option) low = middle;
    else high = middle;
  }
  return low;
}
