import { addDays, type Day } from "../../shared/day.ts";
import { weekdayOf } from "../../shared/wall-time.ts";
import type { Occupied } from "./board.store.ts";

export const mondayOf = (on: Day): Day => addDays(on, 1 - weekdayOf(on));

/** The Mondays of so many weeks from the week of a day on. */
export const weeksFrom = (on: Day, weeks: number): readonly Day[] =>
  Array.from({ length: weeks }, (_, at) => addDays(mondayOf(on), at * 7));

export type WeekCount = { readonly used: number; readonly places: number };

/** The fullest day of a week: how many are there, and how many places there are on it. */
export function fullestDay(rows: readonly Occupied[], monday: Day): WeekCount {
  let worst: WeekCount = { used: 0, places: 0 };
  for (let at = 0; at < 7; at += 1) {
    const on = addDays(monday, at);
    const here = rows.filter((row) => row.starts <= on && on <= row.ends);
    const used = here.filter(({ places }) => places === null).length;
    const places = here.reduce((sum, row) => sum + (row.places ?? 0), 0);
    const isWorse =
      used > worst.used || (used === worst.used && (at === 0 || places > worst.places));
    if (isWorse) worst = { used, places };
  }
  return worst;
}

/** Rows of one room or company together, in the order in which they come. */
export function byPlace(rows: readonly Occupied[]): readonly (readonly Occupied[])[] {
  const found = new Map<string, Occupied[]>();
  for (const row of rows) {
    const key = `${row.kind} ${row.hostId} ${row.name}`;
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return [...found.values()];
}
