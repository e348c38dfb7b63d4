import type { Last, Problem, Refusal, Result } from "../problem.ts";
import { type Contest, runContest } from "./contest.ts";
import { buildMarket, type Market } from "./market.ts";
import { isOpenTo, pointsMissing, visitAllButOne } from "./menus.ts";
import { seatsMet } from "./seats-met.ts";

/** One kind of seat of a place, as this applicant met it. */
export interface SeatReason {
  /** Name of the reserve, or null for the open seats. */
  readonly reserve: string | null;
  /** Whether the applicant belongs to the group the seat is kept for; true for open seats. */
  readonly member: boolean;
  readonly seats: number;
  readonly taken: number;
  /** Who came last into these seats: the cut-off. Null while one is free. */
  readonly last: Last | null;
}

export type OptionCode =
  | "got-it"
  /** A wish before this one came true. `open` says whether this place would have said yes. */
  | "got-better"
  /** All seats went to people before this one. */
  | "behind-cut-off"
  /** Equal with the last one in; the published draw decided. */
  | "lost-draw"
  /** Equal with the last one in; the order that the problem gives among equals decided. */
  | "lost-tie"
  /** The named maximum is full of people before this one. */
  | "maximum-full"
  /** The place has no seats to compete for. */
  | "no-seats";

export interface OptionReason {
  readonly place: string;
  readonly rank: number;
  readonly code: OptionCode;
  /** In the true menu: the place would have kept this applicant, whatever else it wished for. */
  readonly open: boolean;
  /** Place in the queue of all who wished for this place, 1 being the first, of `competitors`. */
  readonly position: number;
  readonly competitors: number;
  readonly priority: number;
  readonly seats: readonly SeatReason[];
  /** The maximum that kept the applicant out, with `maximum-full`. */
  readonly maximum: string | null;
  /** What would have opened the place, all else unchanged; null when it needs no opening. */
  readonly change: Change | null;
}

export interface Change {
  /** Fewest extra points; null when no number of points would do, or points do not decide here. */
  readonly points: number | null;
  /**
   * Whether one more seat there (under the maximum, where that is what was full) would have given
   * this applicant that place or a better one. Null where it was not worked out.
   */
  readonly seat: boolean | null;
}

/** Why here, why not there, what would change it; codes and figures, no words. */
export interface Explanation {
  readonly applicant: string;
  readonly code: "placed" | "unplaced" | "pinned";
  readonly place: string | null;
  /** Rank of the place among the wishes; 0 without one. */
  readonly rank: number;
  readonly wishes: number;
  readonly points: number;
  /** Name of the reserve whose seat the applicant sits on; null for an open one or none. */
  readonly reserve: string | null;
  /** What a pin says; null without one. */
  readonly reason: string | null;
  /** The place (or none) this applicant would have had without any reserved seats, if another. */
  readonly withoutReserves: { readonly place: string | null } | null;
  readonly options: readonly OptionReason[];
}

export interface ExplainOptions {
  /** Leave out "one more seat": it costs one contest for each place asked about. */
  readonly withoutSeats?: boolean;
}

export type Explained<T> = { readonly ok: true; readonly explained: T } | Refusal;

/** Explain one applicant (by id). Costs a contest, and one more for each wish that failed. */
export function explainStable(
  problem: Problem<"stable">,
  result: Result<"stable">,
  applicant: string,
  options: ExplainOptions = {},
): Explained<Explanation> {
  const a = problem.applicants.ids.indexOf(applicant);
  if (a === -1) return refusal("applicant-unknown", { value: applicant });
  const ground = groundOf(problem, result, options);
  if (ground === null) return refusal("result-differs", {});
  return { ok: true, explained: explanationOf(ground, a, runContest(ground.market, a)) };
}

/**
 * Explain everybody, in the order of the applicants. Menus of all cost about log2(n) contests;
 * "one more seat" one contest a place, for all who asked there at once.
 */
export function explainAllStable(
  problem: Problem<"stable">,
  result: Result<"stable">,
  options: ExplainOptions = {},
): Explained<Explanation[]> {
  const ground = groundOf(problem, result, options);
  if (ground === null) return refusal("result-differs", {});
  const explained: Explanation[] = [];
  visitAllButOne(ground.market, (a, others) => {
    explained[a] = explanationOf(ground, a, others);
  });
  return { ok: true, explained };
}

/** What the explanations of one run share. */
interface Ground {
  readonly market: Market;
  readonly run: Contest;
  readonly position: Int32Array;
  readonly competitors: Int32Array;
  /** Place of each applicant with all seats open to all; null when there are no reserves. */
  readonly openRun: Int32Array | null;
  /** Place of each applicant with one more seat in a bin, or null where not asked for. */
  readonly withSeatIn: (bin: number) => Int32Array | null;
}

function groundOf(
  problem: Problem<"stable">,
  result: Result<"stable">,
  options: ExplainOptions,
): Ground | null {
  const market = buildMarket(problem);
  const run = runContest(market);
  const placesIn = (contest: Contest) =>
    Int32Array.from({ length: market.applicants }, (_, a) => contest.placeOf(a));
  // An explanation of a result that the rule does not give would be a lie in good order.
  if (placesIn(run).some((place, a) => place !== result.assigned[a])) return null;
  const oneMore = new Map<number, Int32Array>();
  const openRun =
    problem.rules.reserves.length === 0
      ? null
      : placesIn(runContest(buildMarket(problem, { withoutReserves: true, like: market })));
  return {
    market,
    run,
    ...queues(market),
    openRun,
    withSeatIn: (bin) => {
      if (options.withoutSeats === true) return null;
      let places = oneMore.get(bin);
      if (places === undefined) {
        market.binSeats[bin]!++;
        places = placesIn(runContest(market));
        market.binSeats[bin]!--;
        oneMore.set(bin, places);
      }
      return places;
    },
  };
}

/** Each choice's position in the order of its place, and how many stand in that queue. */
function queues(market: Market): Pick<Ground, "position" | "competitors"> {
  const competitors = new Int32Array(market.nested.length);
  const order = market.choiceKey.map((_, c) => c);
  order.sort(
    (c, d) =>
      market.choicePlace[c]! - market.choicePlace[d]! ||
      market.choiceKey[c]! - market.choiceKey[d]!,
  );
  const position = new Int32Array(order.length);
  for (const c of order) position[c] = ++competitors[market.choicePlace[c]!]!;
  return { position, competitors };
}

function explanationOf(ground: Ground, a: number, others: Contest): Explanation {
  const { market, run } = ground;
  const { problem } = market;
  const got = run.choiceOf(a);
  const p = run.placeOf(a);
  const pin =
    market.plan.pinnedTo[a] === -1
      ? null
      : problem.rules.pins.find(({ applicant }) => applicant === problem.applicants.ids[a])!;
  const without = ground.openRun?.[a] ?? p;
  const bin = run.binOf(a);
  const seatRule = got !== -1 && market.nested[p] === 0 ? market.binRule[bin]! : -1;
  const from = market.choiceStart[a]!;
  const to = market.choiceStart[a + 1]!;
  const options: OptionReason[] = [];
  for (let c = from; c < to; c++) options.push(optionReason(ground, a, c, got, others));
  return {
    applicant: problem.applicants.ids[a]!,
    code: pin !== null ? "pinned" : p === -1 ? "unplaced" : "placed",
    place: p === -1 ? null : problem.places.ids[p]!,
    rank: got === -1 ? 0 : problem.options.rank[market.choiceOption[got]!]!,
    wishes: to - from,
    points: problem.applicants.points[a]!,
    reserve: seatRule === -1 ? null : problem.rules.reserves[seatRule]!.name,
    reason: pin?.reason ?? null,
    withoutReserves:
      without === p ? null : { place: without === -1 ? null : problem.places.ids[without]! },
    options,
  };
}

function optionReason(
  ground: Ground,
  a: number,
  choice: number,
  got: number,
  others: Contest,
): OptionReason {
  const { market, run } = ground;
  const { problem } = market;
  const p = market.choicePlace[choice]!;
  const failed = got === -1 || choice < got;
  const open = isOpenTo(others, a, choice);
  const { seats, binding, tie } = seatsMet(market, run, a, choice);
  const rule = market.nested[p] === 1 ? market.binRule[binding]! : -1;
  const places = failed ? ground.withSeatIn(binding) : null;
  const options = market.choicePlace.subarray(market.choiceStart[a], choice + 1);
  return {
    place: problem.places.ids[p]!,
    rank: problem.options.rank[market.choiceOption[choice]!]!,
    code: !failed
      ? choice === got
        ? "got-it"
        : "got-better"
      : seats.every((kind) => kind.seats === 0)
        ? "no-seats"
        : rule !== -1
          ? "maximum-full"
          : TIE_CODES[tie],
    open,
    position: ground.position[choice]!,
    competitors: ground.competitors[p]!,
    priority: problem.options.priority[market.choiceOption[choice]!]!,
    seats,
    maximum: failed && rule !== -1 ? problem.rules.quotas[rule]!.name : null,
    change: failed
      ? {
          points: pointsMissing(others, a, choice),
          seat: places === null ? null : options.includes(places[a]!),
        }
      : null,
  };
}

const TIE_CODES = { draw: "lost-draw", order: "lost-tie", none: "behind-cut-off" } as const;

function refusal(code: string, params: Record<string, string>): Refusal {
  return { ok: false, impossible: false, problems: [{ code, params }] };
}
