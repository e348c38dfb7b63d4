import { accepts, type Table } from "../filter.ts";
import type { Filter, Problem } from "../problem.ts";
import type { Market } from "./market.ts";

export type RowKind = "max" | "min" | "max-share" | "min-share" | "budget";

/** A rule over many people and places as one line: its coefficients, over all placements, sum to at most `limit`. */
export interface Row {
  /** Of the quota; empty for the budget. */
  readonly name: string;
  readonly kind: RowKind;
  /** What pins have left of it. */
  readonly limit: number;
}

/**
 * All rows of a problem. A coefficient depends on the person and the place only through the classes
 * that the filters of the rules tell apart, but for the budget's, which is the option's own cost.
 */
export interface Rows {
  readonly list: readonly Row[];
  readonly classOfPerson: Int32Array;
  readonly classOfPlace: Int32Array;
  readonly placeClasses: number;
  /** Rows touched by a pair of classes `c = person's * placeClasses + place's`. */
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly coefficient: Float64Array;
  /** Index of the budget in `list`, or -1. */
  readonly budget: number;
}

interface Drawn {
  readonly row: Row;
  readonly applicants: Filter;
  readonly places: Filter;
  /** Coefficient of a placement at a matching place, of somebody who matches and of somebody else. */
  readonly inside: number;
  readonly beside: number;
}

/** The rules of a problem that cross places, as lines over the people and places of its market. */
export function rowsOf(problem: Problem<"best-total">, market: Market): Rows {
  const { applicants, places, rules, options } = problem;
  const drawn = rules.quotas.flatMap((quota): Drawn[] => {
    const { name, applicants, places, min, max, minShare, maxShare } = quota;
    const line = (kind: RowKind, limit: number, inside: number, beside: number): Drawn => {
      return { row: { name, kind, limit }, applicants, places, inside, beside };
    };
    return [
      ...(max === null ? [] : [line("max", max, 1, 0)]),
      ...(min === null ? [] : [line("min", -min, -1, 0)]),
      ...(maxShare === null ? [] : [line("max-share", 0, 100 - maxShare, -maxShare)]),
      ...(minShare === null ? [] : [line("min-share", 0, minShare - 100, minShare)]),
    ];
  });
  const people = classes(
    applicants,
    drawn.map((one) => one.applicants),
    "applicant",
  );
  const rooms = classes(
    places,
    drawn.map((one) => one.places),
    "place",
  );

  const start = new Int32Array(people.first.length * rooms.first.length + 1);
  const row: number[] = [];
  const coefficient: number[] = [];
  const touching = drawn.map((one) => ({
    who: people.first.map((a) => accepts(applicants, one.applicants, "applicant", a)),
    where: rooms.first.map((p) => accepts(places, one.places, "place", p)),
  }));
  let pair = 0;
  for (let c = 0; c < people.first.length; c++) {
    for (let d = 0; d < rooms.first.length; d++) {
      drawn.forEach(({ inside, beside }, r) => {
        const value = touching[r]!.who[c] ? inside : beside;
        if (!touching[r]!.where[d] || value === 0) return;
        row.push(r);
        coefficient.push(value);
      });
      start[++pair] = row.length;
    }
  }

  const budget = rules.budget === null ? -1 : drawn.length;
  const list = drawn.map((one) => one.row);
  if (rules.budget !== null) list.push({ name: "", kind: "budget", limit: rules.budget });
  // Pins count first: what is left of each limit is for those who compete.
  const used = new Float64Array(list.length);
  for (let o = 0; o < options.place.length; o++) {
    const a = options.applicant[o]!;
    const p = options.place[o]!;
    if (market.pinnedTo[a] !== p) continue;
    const c = people.of[a]! * rooms.first.length + rooms.of[p]!;
    for (let i = start[c]!; i < start[c + 1]!; i++) used[row[i]!]! += coefficient[i]!;
    if (budget !== -1) used[budget]! += options.cost[o]!;
  }
  return {
    list: list.map((one, r) => ({ ...one, limit: one.limit - used[r]! })),
    classOfPerson: market.rowOfPerson.map((a) => people.of[a]!),
    classOfPlace: market.rowOfPlace.map((p) => rooms.of[p]!),
    placeClasses: rooms.first.length,
    start,
    row: Int32Array.from(row),
    coefficient: Float64Array.from(coefficient),
    budget,
  };
}

/** Rows of a table by what the filters can tell apart, and a row of each class. */
function classes(table: Table, filters: readonly Filter[], idColumn: string) {
  const mentioned = new Map<string, Set<string>>();
  for (const filter of filters) {
    for (const [column, values] of Object.entries(filter)) {
      const known = mentioned.get(column) ?? new Set();
      for (const value of values) known.add(value);
      mentioned.set(column, known);
    }
  }
  let of = new Int32Array(table.ids.length);
  let first = table.ids.length === 0 ? [] : [0];
  for (const [column, values] of mentioned) {
    const number = new Map([...values].map((value, i) => [value, i + 1]));
    const attribute = table.attributes.find(({ name }) => name === column);
    const codes = attribute?.values.map((value) => number.get(value) ?? 0);
    const numberOf = (row: number) =>
      column === idColumn
        ? (number.get(table.ids[row]!) ?? 0)
        : (codes?.[attribute!.codes[row]!] ?? 0);
    const finer = new Map<number, number>();
    first = [];
    of = of.map((old, row) => {
      const key = old * (values.size + 1) + numberOf(row);
      let one = finer.get(key);
      if (one === undefined) {
        one = finer.size;
        finer.set(key, one);
        first.push(row);
      }
      return one;
    });
  }
  return { of, first };
}

/** Adds, or with -1 takes away, what option `i` of person `a` does to every row. */
export function addActivity(
  market: Market,
  rows: Rows,
  a: number,
  i: number,
  times: number,
  activity: Float64Array,
): void {
  const c = rows.classOfPerson[a]! * rows.placeClasses + rows.classOfPlace[market.place[i]!]!;
  for (let k = rows.start[c]!; k < rows.start[c + 1]!; k++) {
    activity[rows.row[k]!]! += times * rows.coefficient[k]!;
  }
  if (rows.budget !== -1) activity[rows.budget]! += times * market.cost[i]!;
}
