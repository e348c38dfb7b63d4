import { addDays, type Day } from "../../shared/day.ts";
import { type Declared, type Held, shortStayDays } from "./short-stay.rules.ts";

export type Pair = { readonly starts: Day; readonly ends: Day };

/**
 * Domain rule S4: the first and last days that work for a stay of exactly so many days, between two
 * days, for somebody who travels without a visa: arrival and departure inside, days spent earlier
 * counted, no day shared with another journey. Of ErasmusPro's ninety there is no day to spare.
 */
export function workableDates(
  window: { readonly from: Day; readonly to: Day },
  days: number,
  country: string,
  held: readonly Held[],
  declared: readonly Declared[],
): Pair[] {
  const pairs: Pair[] = [];
  for (let starts = window.from; ; starts = addDays(starts, 1)) {
    const ends = addDays(starts, days - 1);
    if (ends > window.to) return pairs;
    const meets = held.some((one) => one.starts <= ends && starts <= one.ends);
    if (!meets && !shortStayDays({ country, starts, ends }, held, declared)) {
      pairs.push({ starts, ends });
    }
  }
}

/** Days that follow each other, as first and last: what a page shows instead of each of them. */
export function startRuns(pairs: readonly Pair[]): { readonly from: Pair; readonly to: Pair }[] {
  const runs: { from: Pair; to: Pair }[] = [];
  for (const pair of pairs) {
    const last = runs.at(-1);
    if (last && addDays(last.to.starts, 1) === pair.starts) last.to = pair;
    else runs.push({ from: pair, to: pair });
  }
  return runs;
}
