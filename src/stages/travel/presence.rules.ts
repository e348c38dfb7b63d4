import { addDays, type Day, day, daysBetween } from "../../shared/day.ts";

/** Domain rule S1, by Regulation (EU) 2016/399, article 6: at most so many days in any so many. */
export const DAYS_ALLOWED = 90;
export const WINDOW_DAYS = 180;

/** First and last day both count. */
export type Span = { readonly from: Day; readonly to: Day };
/** A stay in the Schengen area; days under a residence permit or a national visa do not count. */
export type DeclaredStay = Span & { readonly permit: boolean };

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

/** Days of presence as runs in order, none of them under a permit. */
const presence = (stays: readonly DeclaredStay[]): Run[] =>
  without(union(stays, false), union(stays, true));

/** Days of presence in the window that ends with a day. */
const inWindowOf = (runs: readonly Run[], on: number): number =>
  runs.reduce(
    (days, { from, to }) =>
      days + Math.max(0, Math.min(to, on) - Math.max(from, on - WINDOW_DAYS + 1) + 1),
    0,
  );

/** Days of presence in the window that ends with `on`, whether or not that is one. */
export const daysInWindow = (stays: readonly DeclaredStay[], on: Day): number =>
  inWindowOf(presence(stays), daysBetween(ZERO, on));

/** The same for each day of a span, in order. */
export function windowsOf(stays: readonly DeclaredStay[], { from, to }: Span): number[] {
  const runs = presence(stays);
  const first = daysBetween(ZERO, from);
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => inWindowOf(runs, first + at));
}

export type Over = { readonly days: number; readonly limit: number; readonly on: Day };

/**
 * The first day of presence within the spans looked at, in their order, on which more than 90 days
 * lie in its window. Days elsewhere count and are not complained of.
 */
export function firstOver(
  stays: readonly DeclaredStay[],
  looked: readonly Span[],
): Over | undefined {
  const runs = presence(stays);
  // Most people were nowhere else: ninety days in all are never too many in any window.
  if (runs.reduce((days, { from, to }) => days + to - from + 1, 0) <= DAYS_ALLOWED)
    return undefined;
  for (const span of looked) {
    const first = daysBetween(ZERO, span.from);
    const last = daysBetween(ZERO, span.to);
    for (const { from, to } of runs) {
      for (let on = Math.max(from, first); on <= Math.min(to, last); on += 1) {
        const days = inWindowOf(runs, on);
        if (days > DAYS_ALLOWED) return { days, limit: DAYS_ALLOWED, on: addDays(ZERO, on) };
      }
    }
  }
  return undefined;
}

/**
 * The largest number of days of presence in a window of 180 that ends on a day of presence, and the
 * first such day on which it is above 90. Entry and exit count, a day in two stays is one day, and a
 * day under a permit is no day of presence, whatever else was declared for it.
 */
export function presenceOf(stays: readonly DeclaredStay[]): {
  readonly mostDays: number;
  readonly firstDayOver: Day | null;
} {
  const runs = presence(stays);
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
