import { addDays, ageOn, type Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import type { Capacity } from "./hosting.ts";

/** A learner who is at a host, or would be: the trade (null where nobody wrote one) and the days. */
export type Guest = {
  readonly trade: string | null;
  readonly starts: string;
  readonly ends: string;
};

const on = (of: { starts: string; ends: string }, day: string) =>
  of.starts <= day && day <= of.ends;
const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

/**
 * Whether these guests fit what a host wrote down, on every day. Places for a trade take that trade;
 * places for every trade take whoever is left. Only days on which something begins or has just
 * ended can be worse than the day before, so only those are looked at.
 * @returns the worst day, or null when everybody fits
 */
export function overfull(
  rows: readonly Capacity[],
  guests: readonly Guest[],
): {
  readonly day: Day;
  readonly places: number;
  readonly used: number;
  readonly over: number;
} | null {
  const days = new Set<string>();
  for (const guest of guests) days.add(guest.starts);
  for (const row of rows) {
    days.add(row.starts);
    days.add(addDays(row.ends as Day, 1));
  }
  let worst: { day: Day; places: number; used: number; over: number } | null = null;
  for (const day of [...days].sort()) {
    const here = guests.filter((guest) => on(guest, day));
    if (here.length === 0) continue;
    const open = rows.filter((row) => on(row, day));
    const shared = sum(open.filter((row) => row.trade === null).map((row) => row.places));
    let over = -shared;
    for (const trade of new Set(here.map((guest) => guest.trade))) {
      const own =
        trade === null ? 0 : sum(open.filter((row) => row.trade === trade).map((r) => r.places));
      over += Math.max(0, here.filter((guest) => guest.trade === trade).length - own);
    }
    if (over > 0 && (!worst || over > worst.over)) {
      const places = sum(open.map((row) => row.places));
      worst = { day: day as Day, places, used: here.length, over };
    }
  }
  return worst;
}

/** Lines that could take this learner as far as trade and days go. */
export const linesFor = (rows: readonly Capacity[], guest: Guest): readonly Capacity[] =>
  rows.filter(
    (row) =>
      (row.trade === null || row.trade === guest.trade) &&
      row.starts <= guest.starts &&
      guest.ends <= row.ends,
  );

export type Learner = Guest & { readonly birthDate: string };

/**
 * Everything that speaks against these learners at a host. A host that wrote nothing down is asked
 * and not refused: nobody knows yet.
 * @param held who is there or promised on these days already
 */
export function hostProblems(
  rows: readonly Capacity[],
  held: readonly Guest[],
  asked: readonly Learner[],
): Problem[] {
  if (rows.length === 0) return [];
  const problems: Problem[] = [];
  const full = overfull(rows, [...held, ...asked]);
  if (full) {
    const { day, places, used } = full;
    problems.push({ code: "host-full", params: { day, places, used } });
  }
  const youngest = asked
    .filter((learner) => {
      const lines = linesFor(rows, learner);
      const age = ageOn(learner.birthDate as Day, learner.starts as Day);
      return (
        lines.length > 0 && lines.every((line) => line.minimumAge !== null && age < line.minimumAge)
      );
    })
    .flatMap((learner) => linesFor(rows, learner).map((line) => line.minimumAge ?? 0));
  if (youngest.length > 0) {
    problems.push({ code: "host-too-young", params: { minimum: Math.min(...youngest) } });
  }
  return problems;
}
