import { type Day, day, daysBetween } from "./day.ts";

/**
 * The clock on the wall of every sending and hosting country. One zone is enough: all of them keep
 * Central European Time, summer time included.
 */
export const WALL_ZONE = "Europe/Brussels";

const PARTS = new Intl.DateTimeFormat("en-GB", {
  timeZone: WALL_ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** A moment as the clock on the wall shows it. */
export type WallTime = { readonly day: Day; readonly time: string };

export function wallTimeOf(moment: Date): WallTime {
  const parts = new Map(PARTS.formatToParts(moment).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? "";
  return {
    day: day(`${part("year")}-${part("month")}-${part("day")}`),
    time: `${part("hour")}:${part("minute")}`,
  };
}

/** True for `20:00` and `9:30`; people leave the first nought out. */
export const isWallClock = (text: string): boolean => /^([01]?\d|2[0-3]):[0-5]\d$/.test(text);

/**
 * The moment at which the clock on the wall shows this. In the hour that summer time skips it is
 * the moment an hour later on the wall; in the hour that comes twice, the first of the two.
 */
export function atWall(on: Day, time: string): Date {
  const asIfUtc = Date.parse(`${on}T${time.padStart(5, "0")}:00Z`);
  // Whoever asks for 02:30 in March gets 03:30: the zone's distance before the change is used.
  const distances = [asIfUtc - 7_200_000, asIfUtc - 3_600_000].map((ms) => new Date(ms));
  const exact = distances.find((moment) => {
    const shown = wallTimeOf(moment);
    return Date.parse(`${shown.day}T${shown.time}:00Z`) === asIfUtc;
  });
  return exact ?? new Date(asIfUtc - 3_600_000);
}

const A_MONDAY = day("2024-01-01");

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (on: Day): number => (((daysBetween(A_MONDAY, on) % 7) + 7) % 7) + 1;
