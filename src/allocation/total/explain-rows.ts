import type { Problem, Result } from "../problem.ts";
import { type Bundle, bundlesOf } from "./bundles.ts";
import type { Charge, Judge } from "./explain.ts";
import { buildMarket } from "./market.ts";
import { Relaxation } from "./relaxation.ts";
import { addActivity, rowsOf } from "./rows.ts";

/** Nobody can be placed so. */
const NEVER = Number.NEGATIVE_INFINITY;

/**
 * Judges options of an allocation under rows by the prices and multipliers of its certificate. With
 * somebody at a place, no allocation is worth more than the bound less what they (or their group) then
 * have less than at best; so "at least" is all that can be said, and it is proven.
 */
export function byRows(problem: Problem<"best-total">, result: Result<"best-total">): Judge {
  const { certificate, assigned } = result;
  const { scale, objective } = certificate;
  const market = buildMarket(problem);
  const rows = rowsOf(problem, market);
  const bundles = bundlesOf(problem, market);
  const relaxation = new Relaxation(market, rows, bundles, scale);
  relaxation.at(Float64Array.from(certificate.rows, ({ multiplier }) => multiplier));
  const prices = Float64Array.from(market.rowOfPlace, (row) => certificate.places[row]!.lowest);
  const left = new Float64Array(market.people);
  const bound = relaxation.bound(prices, left);
  const personOf = new Int32Array(market.people);
  market.rowOfPerson.forEach((row, a) => {
    personOf[row] = a;
  });

  const aboveOf = (a: number, i: number) =>
    relaxation.weight[i]! - bundles.size[a]! * prices[market.place[i]!]!;
  /** What a group has left when one of its members takes option `i`, the others their best beside it. */
  const withMember = (bundle: Bundle, a: number, i: number): number => {
    const bloc = bundles.blocOf[market.place[i]!]!;
    if (bundle.bloc !== -1 && bundle.bloc !== bloc) return NEVER;
    let sum = aboveOf(a, i);
    for (const other of bundle.members) {
      if (other === a) continue;
      let best = bundle.whole ? NEVER : 0;
      for (let o = market.start[other]!; o < market.start[other + 1]!; o++) {
        if (bundles.blocOf[market.place[o]!] !== bloc) continue;
        best = Math.max(best, aboveOf(other, o));
      }
      sum += best;
    }
    return sum;
  };
  const bestOf = bundles.list.map((bundle) => relaxation.bestOf(bundle, prices).value);

  return (row, o) => {
    const p = problem.options.place[o]!;
    const { lowest, highest } = certificate.places[p]!;
    const a = personOf[row]!;
    const i = optionAt(a, p);
    const figures = {
      lowest: inUnits(lowest, scale),
      highest: highest === null ? null : inUnits(highest, scale),
      charges: i === -1 ? [] : chargesOf(a, i),
      seat: null,
    };
    if (assigned[row] === p) return { code: "got-it", ...figures, short: 0 };
    if (i === -1) return { code: "no-seats", ...figures, short: null };
    const bundle = bundles.list[bundles.of[a]!];
    const fall =
      bundle === undefined
        ? left[a]! - aboveOf(a, i)
        : bestOf[bundles.of[a]!]! - withMember(bundle, a, i);
    if (fall === Number.POSITIVE_INFINITY) return { code: "group-cannot", ...figures, short: null };
    const short = Math.max(0, objective - Math.floor((bound - fall) / scale));
    return { code: short > 0 ? "total-smaller" : "not-excluded", ...figures, short };
  };

  function optionAt(a: number, place: number): number {
    for (let i = market.start[a]!; i < market.start[a + 1]!; i++) {
      if (market.rowOfPlace[market.place[i]!] === place) return i;
    }
    return -1;
  }

  function chargesOf(a: number, i: number): Charge[] {
    const activity = new Float64Array(rows.list.length);
    addActivity(market, rows, a, i, 1, activity);
    return rows.list
      .map(({ name, kind }, r) => {
        const amount = inUnits(activity[r]! * certificate.rows[r]!.multiplier, scale);
        return { name, kind, amount };
      })
      .filter(({ amount }) => amount !== 0)
      .sort((one, other) => Math.abs(other.amount) - Math.abs(one.amount));
  }
}

/** Parts in units of weight, to three decimals. */
function inUnits(parts: number, scale: number): number {
  return Math.round((parts / scale) * 1000) / 1000;
}
