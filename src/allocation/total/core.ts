import type { LinearModel } from "../highs.ts";
import { mustGo } from "./bundles.ts";
import type { Relaxation } from "./relaxation.ts";
import { addActivity } from "./rows.ts";

/**
 * A small part of a problem as a linear model: some people may move among some of their options, all
 * others stay where they are.
 */
export interface Core {
  readonly model: LinearModel;
  /** Option of the market that each column chooses; -1 for columns that choose none. */
  readonly option: readonly number[];
  /** Row of the model that keeps each row of the rules, and the seats of each place; -1: it is not there. */
  readonly rowAt: readonly number[];
  readonly seatsAt: Int32Array;
  /** Row that keeps the minimum of each place; -1: it is not there. */
  readonly minimumAt: Int32Array;
  /** Columns that say by how much a rule is broken, and which. */
  readonly broken: readonly { readonly column: number; readonly rule: BrokenRule }[];
  /** Weight of those who stay. */
  readonly staying: number;
}

export type BrokenRule =
  | { readonly kind: "row"; readonly row: number }
  | { readonly kind: "minimum"; readonly place: number }
  | { readonly kind: "group"; readonly bundle: number };

export interface CoreOptions {
  /** Where everybody is: an option, or -1. Keeps seats and bundles. */
  readonly choice: Int32Array;
  /** 1 for each option that may be chosen. */
  readonly open: Uint8Array;
  /** What breaking a rule by one costs, in units of weight; null: rules are kept, or there is no answer. */
  readonly fine: number | null;
  /** Rules that need not be kept at all; to find which are in conflict. */
  readonly without?: (rule: BrokenRule) => boolean;
  /** People who have to be placed, each with one open option, and places that have to run. */
  readonly must?: ReadonlySet<number>;
  readonly runs?: ReadonlySet<number>;
  /** 0 for the question whether the rules can be kept at all, else 1. */
  readonly worth: 0 | 1;
}

export function coreOf(relaxation: Relaxation, options: CoreOptions): Core {
  return new Builder(relaxation, options).build();
}

class Builder {
  private readonly relaxation: Relaxation;
  private readonly options: CoreOptions;
  private readonly cost: number[] = [];
  private readonly upper: number[] = [];
  private readonly whole: number[] = [];
  private readonly option: number[] = [];
  private readonly start: number[] = [0];
  private readonly row: number[] = [];
  private readonly value: number[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly broken: { column: number; rule: BrokenRule }[] = [];
  private readonly rowAt: number[];
  private readonly seatsAt: Int32Array;
  private readonly minimumAt: Int32Array;
  private readonly seats: Int32Array;
  private readonly activity: Float64Array;
  private staying = 0;

  constructor(relaxation: Relaxation, options: CoreOptions) {
    this.relaxation = relaxation;
    this.options = options;
    const { market, rows } = relaxation;
    this.seatsAt = new Int32Array(market.places).fill(-1);
    this.minimumAt = new Int32Array(market.places).fill(-1);
    this.seats = new Int32Array(market.places);
    this.activity = new Float64Array(rows.list.length);
    this.rowAt = rows.list.map(() => -1);
  }

  build(): Core {
    const { market, bundles, rows } = this.relaxation;
    const { choice, open } = this.options;
    const { start, place } = market;
    const moves = new Uint8Array(market.people);
    const touched = new Uint8Array(market.places);
    for (let a = 0; a < market.people; a++) {
      for (let i = start[a]!; i < start[a + 1]!; i++) if (open[i] === 1) moves[a] = 1;
    }
    // A bundle moves as one.
    for (const { members } of bundles.list) {
      if (members.some((a) => moves[a] === 1)) for (const a of members) moves[a] = 1;
    }
    // Pins may ask for what nobody here can give; that has to come out, too.
    for (let p = 0; p < market.places; p++) if (market.pinnedAt[p]! > 0) touched[p] = 1;
    for (let a = 0; a < market.people; a++) {
      const i = choice[a]!;
      if (moves[a] === 0) {
        if (i === -1) continue;
        this.staying += market.weight[i]!;
        this.seats[place[i]!]! += bundles.size[a]!;
        addActivity(market, rows, a, i, 1, this.activity);
      } else {
        for (let o = start[a]!; o < start[a + 1]!; o++) {
          if (open[o] === 1 || o === i) touched[place[o]!] = 1;
        }
      }
    }
    rows.list.forEach((row, r) => {
      const rule: BrokenRule = { kind: "row", row: r };
      if (this.options.without?.(rule)) return;
      this.rowAt[r] = this.addRow(Number.NEGATIVE_INFINITY, row.limit - this.activity[r]!);
      this.mayBreak(rule, [[this.rowAt[r]!, -1]]);
    });
    for (let p = 0; p < market.places; p++) if (touched[p] === 1) this.addPlace(p);
    for (let a = 0; a < market.people; a++) {
      if (moves[a] === 0 || bundles.of[a] !== -1) continue;
      this.addOptions(a, [[this.addPerson(this.must(a)), 1]]);
    }
    bundles.list.forEach((bundle, b) => {
      if (moves[bundle.members[0]!] === 1 || mustGo(bundle)) this.addBundle(b);
    });
    return {
      model: {
        cost: this.cost,
        upper: this.upper,
        whole: this.whole,
        rowLower: this.rowLower,
        rowUpper: this.rowUpper,
        start: this.start,
        row: this.row,
        value: this.value,
      },
      option: this.option,
      rowAt: this.rowAt,
      seatsAt: this.seatsAt,
      minimumAt: this.minimumAt,
      broken: this.broken,
      staying: this.staying,
    };
  }

  /** A place keeps its seats; with a minimum it has so many taken, or none. */
  private addPlace(p: number): void {
    const { market } = this.relaxation;
    const { capacity, minimum } = market.problem.places;
    const row = market.rowOfPlace[p]!;
    const left = capacity[row]! - market.pinnedAt[p]! - this.seats[p]!;
    const already = this.seats[p]! + market.pinnedAt[p]!;
    const least = minimum[row] ?? 0;
    const rule: BrokenRule = { kind: "minimum", place: p };
    if (least === 0 || this.options.without?.(rule)) {
      this.seatsAt[p] = this.addRow(Number.NEGATIVE_INFINITY, left);
      return;
    }
    if (already > 0 || this.options.runs?.has(p)) {
      this.seatsAt[p] = this.addRow(Number.NEGATIVE_INFINITY, left);
      if (already >= least) return;
      this.minimumAt[p] = this.addRow(least - already, Number.POSITIVE_INFINITY);
      this.mayBreak(rule, [[this.minimumAt[p]!, 1]]);
      return;
    }
    this.seatsAt[p] = this.addRow(Number.NEGATIVE_INFINITY, 0);
    this.minimumAt[p] = this.addRow(0, Number.POSITIVE_INFINITY);
    this.addColumn(0, 1, 1, -1, [
      [this.seatsAt[p]!, -left],
      [this.minimumAt[p]!, -least],
    ]);
  }

  private addBundle(b: number): void {
    const { market, bundles } = this.relaxation;
    const bundle = bundles.list[b]!;
    const { members, whole } = bundle;
    const blocsOf = (a: number) => {
      const blocs = new Set<number>();
      for (let i = market.start[a]!; i < market.start[a + 1]!; i++) {
        const bloc = bundles.blocOf[market.place[i]!]!;
        if (this.mayTake(a, i) && (bundle.bloc === -1 || bloc === bundle.bloc)) blocs.add(bloc);
      }
      return blocs;
    };
    const rule: BrokenRule = { kind: "group", bundle: b };
    const free = this.options.without?.(rule) === true;
    if (free) {
      for (const a of members) this.addOptions(a, [[this.addRow(Number.NEGATIVE_INFINITY, 1), 1]]);
      return;
    }
    const must = mustGo(bundle);
    const sure = members.filter((a) => this.must(a));
    const one = must ? this.addRow(1, 1) : this.addPerson(sure.length > 0);
    if (must) this.mayBreak(rule, [[one, 1]]);
    const each = members.map(blocsOf);
    const blocs = [...new Set(each.flatMap((set) => [...set]))].filter((bloc) =>
      each.every((set, m) => set.has(bloc) || !(whole || this.must(members[m]!))),
    );
    for (const bloc of blocs) {
      const rows = members.map((a) =>
        this.addRow(whole || this.must(a) ? 0 : Number.NEGATIVE_INFINITY, 0),
      );
      this.addColumn(0, 1, 1, -1, [[one, 1], ...rows.map((row) => [row, -1] as const)]);
      members.forEach((a, m) => {
        this.addOptions(a, [[rows[m]!, 1]], bloc);
      });
    }
  }

  private must(a: number): boolean {
    return this.options.must?.has(a) === true;
  }

  /** At most one place, or just one; who has to be placed and cannot costs a fine, so that it comes out. */
  private addPerson(must: boolean): number {
    const row = this.addRow(must ? 1 : Number.NEGATIVE_INFINITY, 1);
    if (must && this.options.fine !== null) {
      this.addColumn(this.options.fine, Number.POSITIVE_INFINITY, 0, -1, [[row, 1]]);
    }
    return row;
  }

  private mayTake(a: number, i: number): boolean {
    return this.options.open[i] === 1 || this.options.choice[a] === i;
  }

  /** A column for each option that a person may take, in one bloc or in all. */
  private addOptions(a: number, entries: readonly Entry[], bloc = -1): void {
    const { market, bundles, rows } = this.relaxation;
    const activity = new Float64Array(rows.list.length);
    for (let i = market.start[a]!; i < market.start[a + 1]!; i++) {
      const p = market.place[i]!;
      if (!this.mayTake(a, i) || (bloc !== -1 && bundles.blocOf[p] !== bloc)) continue;
      const all: Entry[] = [...entries, [this.seatsAt[p]!, bundles.size[a]!]];
      if (this.minimumAt[p] !== -1) all.push([this.minimumAt[p]!, bundles.size[a]!]);
      activity.fill(0);
      addActivity(market, rows, a, i, 1, activity);
      activity.forEach((value, r) => {
        if (value !== 0 && this.rowAt[r] !== -1) all.push([this.rowAt[r]!, value]);
      });
      this.addColumn(-this.options.worth * market.weight[i]!, 1, 1, i, all);
    }
  }

  private mayBreak(rule: BrokenRule, entries: readonly Entry[]): void {
    const { fine } = this.options;
    if (fine === null) return;
    this.broken.push({ column: this.cost.length, rule });
    this.addColumn(fine, Number.POSITIVE_INFINITY, 0, -1, entries);
  }

  private addRow(lower: number, upper: number): number {
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
    return this.rowLower.length - 1;
  }

  private addColumn(
    cost: number,
    upper: number,
    whole: 0 | 1,
    option: number,
    entries: readonly Entry[],
  ): void {
    this.cost.push(cost);
    this.upper.push(upper);
    this.whole.push(whole);
    this.option.push(option);
    for (const [row, value] of entries) {
      this.row.push(row);
      this.value.push(value);
    }
    this.start.push(this.row.length);
  }
}

type Entry = readonly [row: number, value: number];
