import { addDays, type Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";

/** Beds of one name at one host, over some days. */
export type Room = {
  readonly hostId: string;
  readonly name: string;
  readonly street: string;
  readonly beds: number;
  readonly gender: "any" | "women" | "men";
  readonly accessible: boolean;
  readonly starts: Day;
  readonly ends: Day;
};

export type Sleeper = {
  readonly mobilityId: string;
  readonly name: string;
  readonly gender: string | null;
  readonly starts: Day;
  readonly ends: Day;
};

type Nights = { readonly starts: string; readonly ends: string };
const on = (of: Nights, day: string) => of.starts <= day && day <= of.ends;

/** Beds that a room has on a day: a host may write the same room down for several weeks. */
export const bedsOn = (rooms: readonly Room[], day: string): number =>
  rooms.filter((room) => on(room, day)).reduce((sum, room) => sum + room.beds, 0);

/**
 * The day on which more people would sleep in a room than it has beds; null when everybody fits.
 * Only days on which somebody comes or a table of beds has ended can be worse than the day before.
 */
export function overbooked(
  rooms: readonly Room[],
  sleepers: readonly Nights[],
): { readonly day: string; readonly beds: number; readonly people: number } | null {
  const days = new Set<string>(sleepers.map(({ starts }) => starts));
  for (const room of rooms) {
    days.add(addDays(room.ends, 1));
  }
  for (const day of [...days].sort()) {
    const people = sleepers.filter((one) => on(one, day)).length;
    const beds = bedsOn(rooms, day);
    if (people > beds) return { day, beds, people };
  }
  return null;
}

/** Everything that speaks against these people in this room. */
export function bedProblems(
  rooms: readonly Room[],
  held: readonly Nights[],
  asked: readonly Sleeper[],
): Problem[] {
  if (rooms.length === 0) return [{ code: "bed-no-room", field: "room" }];
  const problems: Problem[] = [];
  const full = overbooked(rooms, [...held, ...asked]);
  if (full) problems.push({ code: "bed-full", params: full, field: "room" });
  const kinds = new Set(rooms.map(({ gender }) => gender));
  const wrong = asked.filter(
    ({ gender }) =>
      (kinds.has("women") && gender !== "woman") || (kinds.has("men") && gender !== "man"),
  );
  if (wrong.length > 0) {
    const params = { names: wrong.map(({ name }) => name).join(", ") };
    problems.push({ code: "bed-gender", params, field: "people" });
  }
  return problems;
}
