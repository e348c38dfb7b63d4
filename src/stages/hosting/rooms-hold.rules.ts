import { addDays, type Day } from "../../shared/day.ts";
import type { Room, RoomGender, RoomGuest, Sleeper } from "./rooms.rules.ts";

/**
 * Whether all these people can sleep in these rooms on every day, found by putting one after another
 * to bed. Written on its own, to check what `roomSplits` counts: it shares no step with it.
 */
export function everybodySleeps(
  rooms: readonly Room[],
  sleepers: readonly Sleeper[],
  guests: readonly RoomGuest[],
): boolean {
  const days = [...new Set([...rooms, ...sleepers, ...guests].flatMap(bordersOf))].sort();
  return days.every((day) => {
    const is = (one: { readonly starts: string; readonly ends: string }) =>
      one.starts <= day && day <= one.ends;
    const people = guests.filter(is);
    if (people.length === 0) return true;
    const open = rooms.filter(is).map((room) => ({
      key: room.key,
      alone: room.alone,
      left: room.beds,
      accessible: room.accessible,
      whose: (room.gender === "any" ? null : room.gender) as RoomGender | null,
    }));
    const waiting: { gender: RoomGender; noStairs: boolean }[] = [];
    for (const sleeper of sleepers.filter(is)) {
      const own = open.find((room) => room.alone && room.key === sleeper.key);
      if (own) {
        own.left -= 1;
        own.whose ??= sleeper.gender;
      } else waiting.push({ gender: sleeper.gender, noStairs: false });
    }
    for (const { gender, needsNoStairs } of people) {
      waiting.push({ gender, noStairs: needsNoStairs });
    }
    // Who can sleep in fewer rooms first.
    waiting.sort((a, b) => Number(b.noStairs) - Number(a.noStairs));
    return allToBed(open, waiting, 0, new Set());
  });
}

const bordersOf = (one: { readonly starts: string; readonly ends: string }): string[] => [
  one.starts,
  addDays(one.ends as Day, 1),
];

type Open = {
  left: number;
  readonly accessible: boolean;
  whose: RoomGender | null;
};

function allToBed(
  rooms: readonly Open[],
  people: readonly { readonly gender: RoomGender; readonly noStairs: boolean }[],
  at: number,
  seen: Set<string>,
): boolean {
  const next = people[at];
  if (!next) return true;
  const state = `${at}|${rooms.map(({ left, whose }) => `${left}${whose ?? ""}`).join(",")}`;
  if (seen.has(state)) return false;
  seen.add(state);
  for (const room of rooms) {
    if (room.left <= 0 || (next.noStairs && !room.accessible)) continue;
    if (room.whose !== null && room.whose !== next.gender) continue;
    const { whose } = room;
    room.left -= 1;
    room.whose = next.gender;
    if (allToBed(rooms, people, at + 1, seen)) return true;
    room.left += 1;
    room.whose = whose;
  }
  return false;
}
