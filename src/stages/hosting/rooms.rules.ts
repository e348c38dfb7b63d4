import { addDays, type Day } from "../../shared/day.ts";
import type { Beds } from "./hosting.ts";

/** Who may share a room: people of one gender. Who has none written down shares with the same only. */
export const ROOM_GENDERS = ["women", "men", "others"] as const;
export type RoomGender = (typeof ROOM_GENDERS)[number];
export const roomGenderOf = (gender: string | null): RoomGender =>
  gender === "woman" ? "women" : gender === "man" ? "men" : "others";

type Nights = { readonly starts: string; readonly ends: string };
export type Room = Nights & {
  /** The host and the name of its line; rooms of one line have one key. */
  readonly key: string;
  readonly beds: number;
  readonly gender: Beds["gender"];
  readonly accessible: boolean;
  /** The only room of its line, so that whoever was given a bed there sleeps in it. */
  readonly alone: boolean;
};
/** Somebody who sleeps at these hosts already; with a bed given, the key of its line. */
export type Sleeper = Nights & { readonly gender: RoomGender; readonly key: string | null };
export type RoomGuest = Nights & {
  readonly mobilityId: string;
  readonly gender: RoomGender;
  readonly needsNoStairs: boolean;
};
/** Learners whose beds are counted together: one gender, the same days, the same need. */
export type RoomCell = Nights & {
  readonly gender: RoomGender;
  readonly needsNoStairs: boolean;
  readonly people: readonly string[];
};
/**
 * Every way in which rooms can be divided that no other betters: how many of each cell have a bed.
 * One of them always holds the best arrangement, because with fewer beds nothing gets better.
 */
export type RoomSplits = {
  readonly cells: readonly RoomCell[];
  readonly splits: readonly (readonly number[])[];
};
/** More combinations than these are refused by name: each division is solved and proven on its own. */
export const MOST_VECTORS = 50_000;
export const MOST_SPLITS = 150;

/** Beds of a line stand in rooms of one size, as near as it goes: seven in three are 3, 2 and 2. */
export function roomsFrom(
  lines: readonly (Beds & { readonly organisationId: string })[],
): readonly Room[] {
  return lines.flatMap((line) => {
    const count = Math.min(line.rooms, line.beds);
    return Array.from({ length: count }, (_, at) => ({
      key: roomKey(line.organisationId, line.name),
      beds: Math.floor(line.beds / count) + (at < line.beds % count ? 1 : 0),
      gender: line.gender,
      accessible: line.accessible,
      alone: count === 1,
      starts: line.starts,
      ends: line.ends,
    }));
  });
}
export const roomKey = (hostId: string, name: string): string => `${hostId} ${name}`;

const on = (of: Nights, day: string) => of.starts <= day && day <= of.ends;
const cellKey = (guest: RoomGuest) =>
  [guest.gender, guest.needsNoStairs, guest.starts, guest.ends].join(" ");

function cellsOf(guests: readonly RoomGuest[]): RoomCell[] {
  const cells = new Map<string, RoomCell & { people: string[] }>();
  for (const guest of guests) {
    const { gender, needsNoStairs, starts, ends } = guest;
    const cell = cells.get(cellKey(guest)) ?? { gender, needsNoStairs, starts, ends, people: [] };
    cell.people.push(guest.mobilityId);
    cells.set(cellKey(guest), cell);
  }
  return [...cells.values()];
}

/** Beds of each gender, all of them and those without stairs, in one way of dividing the rooms. */
type Divided = readonly [
  all: Readonly<Record<RoomGender, number>>,
  level: Readonly<Record<RoomGender, number>>,
];
type DayOfRooms = {
  readonly day: string;
  readonly ways: readonly Divided[];
  /** People without a bed of their own yet, by gender. */
  readonly held: Readonly<Record<RoomGender, number>>;
};
const NONE = { women: 0, men: 0, others: 0 } as const;
const more = (of: Readonly<Record<RoomGender, number>>, gender: RoomGender, by: number) => ({
  ...of,
  [gender]: of[gender] + by,
});

/** What can be made of the rooms on one day: a room for everybody becomes one gender's. */
function waysOn(
  day: string,
  rooms: readonly Room[],
  sleepers: readonly Sleeper[],
  most: Readonly<Record<RoomGender, number>>,
): DayOfRooms {
  let held: Readonly<Record<RoomGender, number>> = NONE;
  const given = new Map<string, Sleeper[]>();
  const here = rooms.filter((room) => on(room, day));
  for (const sleeper of sleepers.filter((one) => on(one, day))) {
    const own = here.find((room) => room.alone && room.key === sleeper.key);
    if (own) given.set(own.key, [...(given.get(own.key) ?? []), sleeper]);
    else held = more(held, sleeper.gender, 1);
  }
  let ways = new Map<string, Divided>([["", [NONE, NONE]]]);
  for (const room of here) {
    const inside = room.alone ? (given.get(room.key) ?? []) : [];
    const beds = Math.max(0, room.beds - inside.length);
    const whose: readonly RoomGender[] =
      room.gender !== "any" ? [room.gender] : inside[0] ? [inside[0].gender] : ROOM_GENDERS;
    const next = new Map<string, Divided>();
    for (const [all, level] of ways.values()) {
      for (const gender of whose) {
        const cap = (of: Readonly<Record<RoomGender, number>>) => ({
          ...of,
          // Beds beyond the people there are make no difference, and would make ways that are the same.
          [gender]: Math.min(of[gender], most[gender] + held[gender]),
        });
        const way: Divided = [
          cap(more(all, gender, beds)),
          cap(more(level, gender, room.accessible ? beds : 0)),
        ];
        next.set(JSON.stringify(way), way);
      }
    }
    ways = best(next);
  }
  return { day, ways: [...ways.values()], held };
}

/** Without the ways that another is at least as good as in everything. */
function best(ways: ReadonlyMap<string, Divided>): Map<string, Divided> {
  const all = [...ways.entries()];
  const atLeast = (a: Divided, b: Divided) =>
    ROOM_GENDERS.every((g) => a[0][g] >= b[0][g] && a[1][g] >= b[1][g]);
  return new Map(
    all.filter(([, way], at) => !all.some(([, other], i) => i !== at && atLeast(other, way))),
  );
}

/**
 * @returns null when the combinations are too many to solve each of them
 */
export function roomSplits(
  rooms: readonly Room[],
  sleepers: readonly Sleeper[],
  guests: readonly RoomGuest[],
): RoomSplits | null {
  const cells = cellsOf(guests);
  const size = cells.map((cell) => cell.people.length);
  if (size.reduce((product, people) => product * (people + 1), 1) > MOST_VECTORS) return null;
  const most = Object.fromEntries(
    ROOM_GENDERS.map((gender) => [gender, guests.filter((one) => one.gender === gender).length]),
  ) as Record<RoomGender, number>;
  // Only a day on which somebody comes or goes, or a line begins or has ended, is unlike the one before.
  const days = new Set(
    [...rooms, ...sleepers, ...guests].flatMap((one) => [one.starts, addDays(one.ends as Day, 1)]),
  );
  const looked = [...days]
    .filter((day) => guests.some((guest) => on(guest, day)))
    .sort()
    .map((day) => waysOn(day, rooms, sleepers, most));
  const fits = (counts: readonly number[]) =>
    looked.every(
      (one) =>
        // Where those who are there fill more than there is, nobody new comes; other days go on.
        cells.every((cell, at) => counts[at] === 0 || !on(cell, one.day)) ||
        one.ways.some((way) => holds(way, one, cells, counts)),
    );
  if (fits(size)) return { cells, splits: [size] };
  const splits: number[][] = [];
  const counts = size.map(() => 0);
  for (;;) {
    const isLargest = () =>
      counts.every(
        (count, at) =>
          count === size[at] || !fits(counts.map((each, i) => (i === at ? each + 1 : each))),
      );
    if (fits(counts) && isLargest()) splits.push([...counts]);
    if (splits.length > MOST_SPLITS) return null;
    let at = 0;
    while (at < counts.length && counts[at] === size[at]) counts[at++] = 0;
    if (at === counts.length) break;
    counts[at] = counts[at]! + 1;
  }
  return { cells, splits };
}

function holds(
  [all, level]: Divided,
  { day, held }: DayOfRooms,
  cells: readonly RoomCell[],
  counts: readonly number[],
): boolean {
  return ROOM_GENDERS.every((gender) => {
    let people = held[gender];
    let without = 0;
    for (const [at, cell] of cells.entries()) {
      if (cell.gender !== gender || !on(cell, day)) continue;
      people += counts[at] ?? 0;
      if (cell.needsNoStairs) without += counts[at] ?? 0;
    }
    return people <= all[gender] && without <= level[gender];
  });
}
