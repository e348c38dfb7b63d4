import { matching } from "../filter.ts";
import type { Filter, Problem } from "../problem.ts";

/** The seats left for the contest once the pinned applicants have sat down. */
export interface SeatPlan {
  /** Place index of a pinned applicant, else -1. */
  readonly pinnedTo: Int32Array;
  readonly pinnedAt: Int32Array;
  readonly open: Int32Array;
  readonly reservesAt: ReadonlyMap<number, readonly { reserve: number; left: number }[]>;
  readonly quotasAt: ReadonlyMap<number, readonly { quota: number; left: number }[]>;
}

/**
 * A pin takes, in the order in which pins are listed: the first reserved seat (in the order of
 * the reserves) kept for a group its applicant belongs to; else an open seat; else the last
 * reserved seat there is. So a manual decision never eats a seat kept for others while an open one
 * is left. It counts in every maximum it falls under. `left` may come out negative: the caller
 * who checks a problem reports that as pins in conflict with a rule.
 */
export function seatPlan(
  problem: Problem,
  groupOf: (filter: Filter) => Uint8Array | null,
  withoutReserves = false,
): SeatPlan {
  const { rules, places } = problem;
  const open = places.capacity.slice();
  const reservesAt = new Map<number, { reserve: number; left: number }[]>();
  const quotasAt = new Map<number, { quota: number; left: number }[]>();
  const placesOf = (filter: Filter) => {
    const matches = matching(places, filter, "place");
    return places.ids.flatMap((_, p) => (matches === null || matches[p] === 1 ? [p] : []));
  };
  rules.reserves.forEach(({ places: filter, seats }, reserve) => {
    if (withoutReserves) return;
    for (const p of placesOf(filter)) {
      open[p]! -= seats;
      reservesAt.set(p, [...(reservesAt.get(p) ?? []), { reserve, left: seats }]);
    }
  });
  rules.quotas.forEach(({ places: filter, max }, quota) => {
    for (const p of placesOf(filter)) {
      quotasAt.set(p, [...(quotasAt.get(p) ?? []), { quota, left: max! }]);
    }
  });
  const pinnedTo = new Int32Array(problem.applicants.ids.length).fill(-1);
  const pinnedAt = new Int32Array(places.ids.length);
  if (rules.pins.length > 0) {
    const applicantRow = new Map(problem.applicants.ids.map((id, i) => [id, i]));
    const placeRow = new Map(places.ids.map((id, i) => [id, i]));
    for (const pin of rules.pins) {
      const a = applicantRow.get(pin.applicant)!;
      const p = placeRow.get(pin.place)!;
      pinnedTo[a] = p;
      pinnedAt[p]!++;
      const belongs = (filter: Filter) => (groupOf(filter)?.[a] ?? 1) === 1;
      const kept = reservesAt.get(p) ?? [];
      const own = kept.find(
        ({ reserve, left }) => left > 0 && belongs(rules.reserves[reserve]!.applicants),
      );
      const any = open[p]! > 0 ? undefined : kept.findLast(({ left }) => left > 0);
      const seat = own ?? any;
      if (seat === undefined) open[p]!--;
      else seat.left--;
      for (const row of quotasAt.get(p) ?? []) {
        if (belongs(rules.quotas[row.quota]!.applicants)) row.left--;
      }
    }
  }
  return { pinnedTo, pinnedAt, open, reservesAt, quotasAt };
}
