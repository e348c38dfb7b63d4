import { matching } from "../filter.ts";
import type { Filter, PriceClaim, Result, RowClaim } from "../problem.ts";
import { addActivity } from "./rows.ts";
import type { Found } from "./search.ts";

/** What was found under rows, as a result with every price and every multiplier that its bound needs. */
export function certified(found: Found): Result<"best-total"> {
  const { market, choice, prices, scale, objective } = found;
  const { problem } = market;
  const assigned = market.pinnedTo.slice();
  const taken = new Int32Array(market.places);
  choice.forEach((i, a) => {
    if (i === -1) return;
    const row = market.rowOfPerson[a]!;
    assigned[row] = market.rowOfPlace[market.place[i]!]!;
    taken[market.place[i]!]! += problem.applicants.size[row] ?? 1;
  });
  const places: PriceClaim[] = [];
  for (let p = 0; p < market.places; p++) {
    const row = market.rowOfPlace[p]!;
    const capacity = problem.places.capacity[row]!;
    const none = capacity === market.pinnedAt[p];
    places[row] = {
      place: problem.places.ids[row]!,
      capacity,
      pinned: market.pinnedAt[p]!,
      taken: taken[p]!,
      lowest: none ? 0 : prices[p]!,
      highest: none ? null : prices[p]!,
    };
  }
  const bound = Math.floor(found.bound / scale);
  return {
    rule: "best-total",
    assigned,
    certificate: {
      format: "kalfa-best-total-2",
      problem: problem.hash,
      seed: problem.rules.seed,
      placed: assigned.reduce((count, p) => count + (p === -1 ? 0 : 1), 0),
      objective,
      bound,
      gap: bound - objective,
      scale,
      rows: rowClaims(found, assigned),
      places,
      cases: found.cases,
    },
  };
}

/** Each row in the words of the rules: how many, or how much, of what it allows. */
function rowClaims({ market, rows, multipliers, choice }: Found, assigned: Int32Array): RowClaim[] {
  const { rules } = market.problem;
  const activity = new Float64Array(rows.list.length);
  choice.forEach((i, a) => {
    if (i !== -1) addActivity(market, rows, a, i, 1, activity);
  });
  const quotas = new Map(rules.quotas.map((quota) => [quota.name, quota]));
  return rows.list.map(({ name, kind, limit }, r): RowClaim => {
    const multiplier = multipliers[r]!;
    const used = activity[r]!;
    const quota = quotas.get(name);
    if (kind === "budget") {
      const all = rules.budget!;
      return { name, kind, limit: all, taken: all - limit + used, of: null, multiplier };
    }
    if (kind === "max") {
      const all = quota!.max!;
      return { name, kind, limit: all, taken: all - limit + used, of: null, multiplier };
    }
    if (kind === "min") {
      const all = quota!.min!;
      return { name, kind, limit: all, taken: all + limit - used, of: null, multiplier };
    }
    const share = kind === "min-share" ? quota!.minShare! : quota!.maxShare!;
    const of = countAt(market.problem, quota!.places, assigned);
    // The row says 100 inside - share x all, or its opposite; pins have moved its limit from 0.
    const lean = (kind === "min-share" ? -1 : 1) * (used - limit);
    return { name, kind, limit: share, taken: (lean + share * of) / 100, of, multiplier };
  });
}

/** Everybody placed at matching places. */
function countAt(
  { places }: Found["market"]["problem"],
  filter: Filter,
  assigned: Int32Array,
): number {
  const matches = matching(places, filter, "place");
  return assigned.reduce((count, p) => count + (p !== -1 && (matches?.[p] ?? 1) === 1 ? 1 : 0), 0);
}
