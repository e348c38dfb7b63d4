import type { Problem, Refusal, Result } from "../problem.ts";
import { runContest } from "./contest.ts";
import { buildMarket, type Market } from "./market.ts";
import { seatsMet } from "./seats-met.ts";

export type FlagCode =
  /** Equal with the last one in and left out: the draw decided against this applicant. */
  | "tie-lost"
  /** In, while an equal one is out. */
  | "tie-won"
  /** The same where the order that the problem gives among equals decided, not the draw. */
  | "order-lost"
  | "order-won"
  /** Better off than if no seat were reserved; `without` is the place then ("" for none). */
  | "reserve-gained"
  | "reserve-lost"
  /** Without a place while a seat is free that a rule or an unmade wish keeps apart. */
  | "seat-free-beside"
  | "pinned";

/** A case a person should look at before the run is signed. `place` is "" where there is none. */
export interface Flag {
  readonly code: FlagCode;
  readonly applicant: string;
  readonly place: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/**
 * The cases of a run that its rules made delicate, in the order of the applicants; never by hand.
 *
 * A free seat is "beside" an unplaced applicant when a maximum keeps it from a place it wished
 * for, or when the place agrees with the applicant in every attribute that both tables have (a
 * `sending_country` in both files, say): then only a wish is missing.
 */
export function flags(
  problem: Problem<"stable">,
  result: Result<"stable">,
): { readonly ok: true; readonly flags: readonly Flag[] } | Refusal {
  const market = buildMarket(problem);
  const run = runContest(market);
  const ids = problem.applicants.ids;
  const placeName = (p: number) => (p === -1 ? "" : problem.places.ids[p]!);
  if (ids.some((_, a) => run.placeOf(a) !== result.assigned[a])) {
    return { ok: false, impossible: false, problems: [{ code: "result-differs", params: {} }] };
  }
  const byApplicant: Flag[][] = ids.map(() => []);
  const flag = (a: number, code: FlagCode, place: number, params: Flag["params"] = {}) => {
    const list = byApplicant[a]!;
    const name = placeName(place);
    if (list.some((one) => one.code === code && one.place === name)) return;
    list.push({ code, applicant: ids[a]!, place: name, params });
  };

  for (let a = 0; a < market.applicants; a++) {
    const got = run.choiceOf(a);
    const end = got === -1 ? market.choiceStart[a + 1]! : got;
    for (let c = market.choiceStart[a]!; c < end; c++) {
      const p = market.choicePlace[c]!;
      const { tie, binding } = seatsMet(market, run, a, c);
      if (tie !== "none") {
        const { points, tie: order } = problem.applicants;
        const own = { points: points[a]! };
        flag(a, tie === "draw" ? "tie-lost" : "order-lost", p, own);
        for (const b of equalsAt(market, run, a, c)) {
          flag(b, order[a] === order[b] ? "tie-won" : "order-won", p, own);
        }
      }
      const root = market.binStart[p]!;
      if (got !== -1 || market.nested[p] === 0 || run.isFull(root)) continue;
      const maximum = problem.rules.quotas[market.binRule[binding]!]?.name ?? "";
      flag(a, "seat-free-beside", p, { free: market.binSeats[root]! - run.taken(root), maximum });
    }
  }
  if (problem.rules.reserves.length > 0) {
    const open = runContest(buildMarket(problem, { withoutReserves: true, like: market }));
    for (let a = 0; a < market.applicants; a++) {
      const without = open.placeOf(a);
      const now = run.placeOf(a);
      if (without === now) continue;
      const code =
        wishOf(market, a, now) < wishOf(market, a, without) ? "reserve-gained" : "reserve-lost";
      flag(a, code, now, { without: placeName(without) });
    }
  }
  const free = freeSeats(market, (p) => {
    let seats = 0;
    if (market.nested[p] === 1)
      return market.binSeats[market.binStart[p]!]! - run.taken(market.binStart[p]!);
    for (let bin = market.binStart[p]!; bin < market.binStart[p + 1]!; bin++) {
      seats += market.binSeats[bin]! - run.taken(bin);
    }
    return seats;
  });
  for (let a = 0; a < market.applicants; a++) {
    if (run.placeOf(a) !== -1) continue;
    for (const { place, seats } of free(a))
      flag(a, "seat-free-beside", place, { free: seats, maximum: "" });
  }
  for (const { applicant, place, reason } of problem.rules.pins) {
    flag(ids.indexOf(applicant), "pinned", problem.places.ids.indexOf(place), { reason });
  }
  return { ok: true, flags: byApplicant.flat() };
}

/** Those seated at the place of a failed wish who stand exactly where the applicant stands. */
function equalsAt(
  market: Market,
  run: ReturnType<typeof runContest>,
  a: number,
  choice: number,
): number[] {
  const { points } = market.problem.applicants;
  const { priority } = market.problem.options;
  const p = market.choicePlace[choice]!;
  const equals: number[] = [];
  const last = market.nested[p] === 1 ? market.binStart[p]! + 1 : market.binStart[p + 1]!;
  for (let bin = market.binStart[p]!; bin < last; bin++) {
    const group = market.nested[p] === 1 ? null : market.binGroup[bin]!;
    for (const b of run.held(bin)) {
      const theirs = priority[market.choiceOption[run.choiceOf(b)]!];
      const member = group === null || group[a] === group[b];
      if (member && points[a] === points[b] && theirs === priority[market.choiceOption[choice]!]) {
        equals.push(b);
      }
    }
  }
  return equals;
}

/** Which wish a place is, counted from 0; past the end for no place. */
function wishOf(market: Market, a: number, place: number): number {
  const wishes = market.choicePlace.subarray(market.choiceStart[a], market.choiceStart[a + 1]);
  const at = wishes.indexOf(place);
  return at === -1 ? wishes.length : at;
}

function freeSeats(
  market: Market,
  seatsAt: (place: number) => number,
): (applicant: number) => readonly { place: number; seats: number }[] {
  const { applicants, places } = market.problem;
  const shared = applicants.attributes.flatMap((mine) => {
    const theirs = places.attributes.find(({ name }) => name === mine.name);
    return theirs === undefined ? [] : [{ mine, theirs }];
  });
  const found = new Map<string, { place: number; seats: number }[]>();
  if (shared.length > 0) {
    for (let p = 0; p < places.ids.length; p++) {
      const seats = seatsAt(p);
      if (seats <= 0) continue;
      const key = JSON.stringify(shared.map(({ theirs }) => theirs.values[theirs.codes[p]!]));
      found.set(key, [...(found.get(key) ?? []), { place: p, seats }]);
    }
  }
  return (a) =>
    found.get(JSON.stringify(shared.map(({ mine }) => mine.values[mine.codes[a]!]))) ?? [];
}
