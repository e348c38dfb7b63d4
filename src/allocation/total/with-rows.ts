import type { Master } from "../highs.ts";
import type { Problem } from "../problem.ts";
import { provedByCases } from "./branch.ts";
import { bundlesOf } from "./bundles.ts";
import { lean } from "./lean.ts";
import { buildMarket, type Market } from "./market.ts";
import { Relaxation } from "./relaxation.ts";
import { type Rows, rowsOf } from "./rows.ts";
import { type Found, fineOf, Search } from "./search.ts";

/** Multipliers at which the bound is sought: the first of two phases. */
const LOOKS = 60;
/** Parts of a unit: a power of two, so that halves and eighths of a weight are whole. */
const MOST_SCALE = 2 ** 20;

/** Whether a problem has anything but capacities and pins. */
export function hasRows({ rules, applicants, places }: Problem): boolean {
  return (
    rules.quotas.length > 0 ||
    rules.budget !== null ||
    applicants.group !== null ||
    applicants.size.length > 0 ||
    places.minimum.length > 0
  );
}

/**
 * The greatest total under rows, as near as can be proven: multipliers and prices first (Lagrange, by
 * auctions), then a linear program over the options that are not out of question by them, which sets
 * the last decimals of both, then a search over whole placements among the same options. Null when
 * stopped.
 */
export async function allocateWithRows(
  problem: Problem<"best-total">,
  master: Master,
  stop: (done: number) => boolean,
): Promise<Found | null> {
  const market = buildMarket(problem);
  const rows = rowsOf(problem, market);
  const bundles = bundlesOf(problem, market);
  const relaxation = new Relaxation(market, rows, bundles, scaleOf(market, rows));
  const ceiling = new Float64Array(rows.list.length).fill(relaxation.scale * fineOf(market));
  const leaning = lean(relaxation, {
    ceiling,
    looks: LOOKS,
    stop: (done) => stop(done * 0.6),
  });
  if (leaning === null) return null;
  const search = new Search(relaxation, master, leaning);
  if (!search.run((done) => stop(0.6 + done * 0.3)) || stop(0.9)) return null;
  const found = search.found();
  const near = found.bound / found.scale - found.objective < 1;
  return near || found.broken.length > 0 ? found : provedByCases(found, master);
}

function scaleOf(market: Market, rows: Rows): number {
  // An auction counts in parts of a part, one for each person; all of it has to stay exact.
  const largest = (market.mostWeight + 1) * (market.people + 1) * 64;
  let scale = 1;
  while (scale < MOST_SCALE && largest * scale * 2 <= Number.MAX_SAFE_INTEGER / 4) scale *= 2;
  return rows.list.length === 0 ? Math.min(scale, 16) : scale;
}
