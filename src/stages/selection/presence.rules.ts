import { addDays, type Day, day, daysBetween, lengthInDays } from "../../shared/day.ts";

/** Domain rule S1, by Regulation (EU) 2016/399, article 6: at most so many days in any so many. */
export const DAYS_ALLOWED = 90;
export const WINDOW_DAYS = 180;

/** First and last day both count. */
export type Span = { readonly from: Day; readonly to: Day };
/** A stay in the Schengen area; days under a residence permit or a national visa do not count. */
export type DeclaredStay = Span & { readonly permit: boolean };

/** Days of the union of spans within [first, last]; a day in two spans is one day. */
export function daysPresent(spans: readonly Span[], first: Day, last: Day): number {
  const inside = spans
    .map(({ from, to }) => ({ from: from < first ? first : from, to: to > last ? last : to }))
    .filter(({ from, to }) => from <= to)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  let days = 0;
  let until: Day | undefined;
  for (const { from, to } of inside) {
    const begin = until !== undefined && from <= until ? addDays(until, 1) : from;
    if (begin > to) continue;
    days += lengthInDays(begin, to);
    until = to;
  }
  return days;
}

const ZERO = day("2000-01-01");
/** First and last day as numbers, so that a long history is walked without making dates. */
type Run = { readonly from: number; readonly to: number };

function union(stays: readonly DeclaredStay[], permit: boolean): Run[] {
  const runs: Run[] = [];
  for (const { from, to } of stays
    .filter((stay) => stay.permit === permit)
    .map((stay) => ({ from: daysBetween(ZERO, stay.from), to: daysBetween(ZERO, stay.to) }))
    .sort((a, b) => a.from - b.from)) {
    const last = runs.at(-1);
    if (last && from <= last.to + 1) {
      runs[runs.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    } else runs.push({ from, to });
  }
  return runs;
}

/** What is left of one run when others are taken out of it; both in order. */
const without = (runs: readonly Run[], out: readonly Run[]): Run[] =>
  out.reduce<readonly Run[]>(
    (left, hole) =>
      left.flatMap((run) =>
        hole.to < run.from || hole.from > run.to
          ? [run]
          : [
              { from: run.from, to: hole.from - 1 },
              { from: hole.to + 1, to: run.to },
            ].filter(({ from, to }) => from <= to),
      ),
    runs,
  ) as Run[];

/**
 * The largest number of days of presence in a window of 180 that ends on a day of presence, and the
 * first such day on which it is above 90. Entry and exit count, a day in two stays is one day, and a
 * day under a permit is no day of presence, whatever else was declared for it.
 */
export function presenceOf(stays: readonly DeclaredStay[]): {
  readonly mostDays: number;
  readonly firstDayOver: Day | null;
} {
  const runs = without(union(stays, false), union(stays, true));
  let mostDays = 0;
  let firstDayOver: Day | null = null;
  let inWindow = 0;
  let oldest = 0;
  let gone = runs[0]?.from ?? 0;
  for (const { from, to } of runs) {
    for (let on = from; on <= to; on += 1) {
      inWindow += 1;
      // What has left the window: the days of earlier runs, one by one, in order.
      for (let run = runs[oldest]; run && gone <= on - WINDOW_DAYS; run = runs[oldest]) {
        if (gone > run.to) {
          oldest += 1;
          gone = runs[oldest]?.from ?? gone;
          continue;
        }
        inWindow -= 1;
        gone += 1;
      }
      if (inWindow > DAYS_ALLOWED) firstDayOver ??= addDays(ZERO, on);
      mostDays = Math.max(mostDays, inWindow);
    }
  }
  return { mostDays, firstDayOver };
}
