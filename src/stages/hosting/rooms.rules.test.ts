import { expect, test } from "vitest";
import {
  type Room,
  type RoomGuest,
  type RoomSplits,
  roomSplits,
  roomsFrom,
  type Sleeper,
} from "./rooms.rules.ts";
import { everybodySleeps } from "./rooms-hold.rules.ts";

const days = { starts: "2027-07-01", ends: "2027-07-28" };
const room = (beds: number, more: Partial<Room> = {}): Room => ({
  key: "host Room",
  beds,
  gender: "any",
  accessible: false,
  alone: false,
  ...days,
  ...more,
});
const guest = (mobilityId: string, more: Partial<RoomGuest> = {}): RoomGuest => ({
  mobilityId,
  gender: "women",
  needsNoStairs: false,
  ...days,
  ...more,
});
const people = (women: number, men: number): RoomGuest[] => [
  ...Array.from({ length: women }, (_, at) => guest(`w${at}`)),
  ...Array.from({ length: men }, (_, at) => guest(`m${at}`, { gender: "men" })),
];
/** Beds for women and for men in each division. */
const told = (split: RoomSplits | null) => split?.splits.map((beds) => beds.join("+"));

test("beds of a line stand in its rooms, as evenly as it goes", () => {
  const line = {
    organisationId: "host",
    name: "House",
    street: "Street 1",
    beds: 7,
    rooms: 3,
    gender: "any" as const,
    accessible: true,
    ...days,
  };
  expect(roomsFrom([line]).map(({ beds, alone }) => [beds, alone])).toEqual([
    [3, false],
    [2, false],
    [2, false],
  ]);
  expect(roomsFrom([{ ...line, rooms: 1 }]).map(({ beds, alone }) => [beds, alone])).toEqual([
    [7, true],
  ]);
});

test("a room for everybody is one gender's: five women and three men do not fit two rooms of four", () => {
  // Eight beds for eight people, and still one of them has none.
  expect(told(roomSplits([room(4), room(4)], [], people(5, 3)))).toEqual(["5+0", "4+3"]);
  expect(told(roomSplits([room(4), room(4)], [], people(4, 3)))).toEqual(["4+3"]);
  // All rooms to one gender is a way too, where it has more people than beds in one.
  expect(told(roomSplits([room(3), room(3)], [], people(6, 2)))?.sort()).toEqual(["3+2", "6+0"]);
});

test("rooms of one gender, people there already, beds given, stairs and days are kept", () => {
  const women = room(2, { gender: "women" });
  expect(told(roomSplits([women], [], people(2, 1)))).toEqual(["2+0"]);
  // A man with a bed in a room for everybody makes it the men's.
  const own = room(3, { key: "host Own", alone: true });
  const there: Sleeper = { gender: "men", key: "host Own", ...days };
  expect(told(roomSplits([own], [there], people(2, 3)))).toEqual(["0+2"]);
  // Without a bed given they need one as well.
  expect(told(roomSplits([own], [{ ...there, key: null }], people(0, 3)))).toEqual(["2"]);
  const stairs = [guest("a", { needsNoStairs: true }), guest("b")];
  expect(told(roomSplits([room(2)], [], stairs))).toEqual(["0+1"]);
  expect(told(roomSplits([room(2, { accessible: true })], [], stairs))).toEqual(["1+1"]);
  // Half of the weeks: nobody who stays longer fits, whoever leaves before does.
  const half = room(2, { ends: "2027-07-14" });
  const early = guest("early", { ends: "2027-07-14" });
  expect(told(roomSplits([half], [], [guest("late"), early]))).toEqual(["0+1"]);
  // More people than beds before anybody new: nobody new.
  const many = Array.from({ length: 3 }, () => ({ ...there, gender: "women" as const, key: null }));
  expect(told(roomSplits([room(2)], many, people(1, 0)))).toEqual(["0"]);
});

test("whoever has no gender written down shares with the same only", () => {
  const guests = [guest("w"), guest("x", { gender: "others" }), guest("y", { gender: "others" })];
  expect(told(roomSplits([room(3)], [], guests))?.sort()).toEqual(["0+2", "1+0"]);
  expect(told(roomSplits([room(2, { gender: "women" })], [], guests))).toEqual(["1+0"]);
});

test("too many combinations are refused and not guessed", () => {
  const all = Array.from({ length: 40 }, (_, at) =>
    guest(`g${at}`, { starts: `2027-07-${String((at % 20) + 1).padStart(2, "0")}` }),
  );
  expect(roomSplits([room(1)], [], all)).toBeNull();
});

/** Small numbers from a seed, the same on every machine. */
const chance = (seed: number) => () => {
  seed = (seed * 1103515245 + 12345) % 2 ** 31;
  return seed / 2 ** 31;
};

test("who fits is who can be put to bed one after another, in a thousand random houses", () => {
  const firsts = ["2027-07-01", "2027-07-10"];
  const lasts = ["2027-07-14", "2027-07-28"];
  for (let seed = 1; seed <= 1000; seed++) {
    const random = chance(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    const genders = ["women", "men", "others"] as const;
    const rooms = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, at) =>
      room(1 + Math.floor(random() * 3), {
        key: `host ${at}`,
        alone: random() < 0.6,
        gender: pick(["any", "any", "women", "men"]),
        accessible: random() < 0.5,
        starts: firsts[0]!,
        ends: pick(lasts),
      }),
    );
    const sleepers = Array.from({ length: Math.floor(random() * 2) }, () => {
      const gender = pick(["women", "men"] as const);
      // Whoever was given a bed has one that is free and of the own gender.
      const own = rooms.find((one) => one.alone && (one.gender === "any" || one.gender === gender));
      return { gender, key: own && random() < 0.5 ? own.key : null, ...days };
    });
    const guests = Array.from({ length: 1 + Math.floor(random() * 5) }, (_, at) => {
      const cell = { needsNoStairs: random() < 0.3, starts: pick(firsts), ends: pick(lasts) };
      return guest(`g${at}`, { gender: pick(genders), ...cell });
    });
    const split = roomSplits(rooms, sleepers, guests);
    if (!split) throw new Error(`seed ${seed}`);
    for (let mask = 1; mask < 2 ** guests.length; mask++) {
      const going = guests.filter((_, at) => mask & (1 << at));
      const counts = split.cells.map(
        (cell) => going.filter((one) => cell.people.includes(one.mobilityId)).length,
      );
      const fits = split.splits.some((beds) => counts.every((count, at) => count <= beds[at]!));
      expect([seed, mask, fits]).toEqual([seed, mask, everybodySleeps(rooms, sleepers, going)]);
    }
  }
});
