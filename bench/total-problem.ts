import type { Problem } from "../src/allocation/index.ts";
import { chance } from "./allocation-problem.ts";

export const FAMILIES = [
  "usual",
  "few different weights",
  "all weights equal",
  "wide weights",
  "few giant places",
  "one for all",
  "everybody alike",
  "islands",
] as const;
export type Family = (typeof FAMILIES)[number];

export interface TotalShape {
  readonly family: Family;
  readonly applicants: number;
  readonly options: number;
  /** Seats for each hundred applicants. */
  readonly seats: number;
}

/**
 * A problem for `best-total` in memory, the same each time: wishes lean towards the places everybody
 * wants (the smaller of two draws), and weights are those that follow from rank and points, but for
 * the families made to be hard: ties, weights up to 2^31 - 1, two giant places, one place that all
 * want first, people who all wish alike, and parts that have nothing to do with each other.
 */
export function totalProblem(shape: TotalShape): Problem<"best-total"> {
  const { family, applicants } = shape;
  const below = chance(20261122);
  const seats = Math.ceil((applicants * shape.seats) / 100);
  const places =
    family === "few giant places" ? 2 : Math.max(shape.options, Math.ceil(seats / 14), 2);
  const degree = Math.min(shape.options, places);
  const capacity = new Int32Array(places).fill(Math.floor(seats / places));
  for (let p = 0; p < seats % places; p++) capacity[p]!++;
  const islands = Math.max(1, Math.floor(places / (2 * degree)));

  const count = applicants * degree;
  const options = {
    applicant: new Int32Array(count),
    place: new Int32Array(count),
    rank: new Int32Array(count),
    priority: new Int32Array(count),
    weight: new Int32Array(count),
  };
  const points = Int32Array.from({ length: applicants }, () => below(100));
  let o = 0;
  for (let a = 0; a < applicants; a++) {
    const wished = new Set<number>();
    if (family === "one for all") wished.add(0);
    const width = Math.floor(places / islands);
    const from = family === "islands" ? (a % islands) * width : 0;
    const within = family === "islands" ? width : places;
    while (wished.size < degree) {
      if (family === "everybody alike") wished.add(wished.size);
      else wished.add(from + Math.min(below(within), below(within)));
    }
    let rank = 0;
    for (const p of wished) {
      rank++;
      options.applicant[o] = a;
      options.place[o] = p;
      options.rank[o] = rank;
      options.weight[o] = weightOf(family, rank);
      o++;
    }
    function weightOf(of: Family, rank: number): number {
      if (of === "all weights equal") return 1;
      if (of === "few different weights") return degree - rank + 1;
      if (of === "wide weights") return below(2 ** 31 - 1);
      return (degree - rank + 1) * 100 + points[a]!;
    }
  }
  const ids = (letter: string, length: number) =>
    Array.from({ length }, (_, i) => `${letter}-${i}`);
  return {
    hash: "in memory",
    applicants: {
      ids: ids("a", applicants),
      points,
      tie: new Int32Array(applicants),
      size: new Int32Array(0),
      group: null,
      attributes: [],
    },
    places: { ids: ids("p", places), capacity, minimum: new Int32Array(0), attributes: [] },
    options: { ...options, cost: new Int32Array(0) },
    rules: {
      rule: "best-total",
      seed: "bench",
      reserves: [],
      quotas: [],
      pins: [],
      budget: null,
      groups: null,
    },
  };
}
