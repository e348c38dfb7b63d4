import { matching } from "../../allocation/filter.ts";
import type { Problem } from "../../allocation/problem.ts";
import { tiePositions } from "../../allocation/stable/draw.ts";

/** Who competed for a place, best first, and the groups that seats of it are kept for. */
export type PlaceOrder = {
  readonly refs: readonly string[];
  readonly points: ReadonlyMap<string, number>;
  /** In the order in which the seats were given out; a kept seat nobody claims is open to all. */
  readonly kept: readonly {
    readonly code: string;
    readonly seats: number;
    readonly members: ReadonlySet<string>;
  }[];
};

/**
 * The order of a place as the frozen run had it: the place's own order where it has one, then
 * points, then the final list, then the published draw. So a reserve list cannot be arranged after the fact.
 */
export function placeOrders(problem: Problem): ReadonlyMap<string, PlaceOrder> {
  const { applicants, places, options, rules } = problem;
  const draw = tiePositions(rules.seed, applicants.ids, applicants.tie);
  const competing: { applicant: number; priority: number }[][] = places.ids.map(() => []);
  for (let at = 0; at < options.applicant.length; at++) {
    competing[options.place[at]!]?.push({
      applicant: options.applicant[at]!,
      priority: options.priority[at] ?? 0,
    });
  }
  const groups = rules.reserves.map((reserve) => ({
    code: reserve.name.split(".")[0] ?? reserve.name,
    seats: reserve.seats,
    people: matching(applicants, reserve.applicants, "applicant"),
    at: matching(places, reserve.places, "place"),
  }));
  return new Map(
    competing.map((people, place) => {
      people.sort(
        (a, b) =>
          a.priority - b.priority ||
          applicants.points[b.applicant]! - applicants.points[a.applicant]! ||
          draw[a.applicant]! - draw[b.applicant]!,
      );
      const refOf = (row: { applicant: number }) => applicants.ids[row.applicant]!;
      const order: PlaceOrder = {
        refs: people.map(refOf),
        points: new Map(people.map((row) => [refOf(row), applicants.points[row.applicant]!])),
        kept: groups
          .filter((group) => group.at === null || group.at[place] === 1)
          .map((group) => ({
            code: group.code,
            seats: group.seats,
            members: new Set(
              people
                .filter((row) => group.people === null || group.people[row.applicant] === 1)
                .map(refOf),
            ),
          })),
      };
      return [places.ids[place]!, order];
    }),
  );
}

/** Seats the best members of a group on its kept seats, out of those not seated yet; how many. */
function takeKept(
  order: PlaceOrder,
  group: PlaceOrder["kept"][number],
  unseated: Set<string>,
): number {
  let taken = 0;
  for (const ref of order.refs) {
    if (taken < group.seats && group.members.has(ref) && unseated.delete(ref)) taken += 1;
  }
  return taken;
}

export type NextInLine = { readonly ref: string; readonly reserve: string | null };

/**
 * Who is offered a free seat: while fewer members of a group hold seats than are kept for it, the
 * group's next waiting member; otherwise, or when no member waits, the next waiting person.
 */
export function nextInLine(
  order: PlaceOrder,
  seats: number,
  holding: ReadonlySet<string>,
  waits: (ref: string) => boolean,
): NextInLine | null {
  if (holding.size >= seats) return null;
  const unseated = new Set(holding);
  for (const group of order.kept) {
    if (takeKept(order, group, unseated) === group.seats) continue;
    const member = order.refs.find((ref) => group.members.has(ref) && waits(ref));
    if (member !== undefined) return { ref: member, reserve: group.code };
  }
  const anyone = order.refs.find(waits);
  return anyone === undefined ? null : { ref: anyone, reserve: null };
}

/** Place in the line of those who still wait, 1 first; null for somebody who does not stand in it. */
export function positionInLine(
  order: PlaceOrder,
  ref: string,
  waits: (ref: string) => boolean,
): number | null {
  const line = order.refs.filter(waits);
  const at = line.indexOf(ref);
  return at < 0 ? null : at + 1;
}

/**
 * The last place as it stands now: the fewest points among those who hold an open seat, so that it
 * compares with the published one. Null while a seat is free, and where every seat is held as a
 * kept one.
 */
export function lastPlaceNow(
  order: PlaceOrder,
  seats: number,
  holding: ReadonlySet<string>,
): number | null {
  if (holding.size < seats) return null;
  const open = new Set(holding);
  for (const group of order.kept) takeKept(order, group, open);
  const points = [...open].flatMap((ref) => order.points.get(ref) ?? []);
  return points.length === 0 ? null : Math.min(...points);
}
