import type { Problem, Refusal, Result, RowClaim } from "../problem.ts";
import { verifyTotal } from "../verify/total.ts";
import { byPrices } from "./explain-prices.ts";
import { byRows } from "./explain-rows.ts";
import { hasRows } from "./with-rows.ts";

export type TotalOptionCode =
  | "got-it"
  /** An allocation with the same total has this person here; the published draw decided. */
  | "equal-total"
  /** With this person here the total would be smaller, by `short`. */
  | "total-smaller"
  /** Under rows: nothing shows that an allocation as good as this one cannot have this person here. */
  | "not-excluded"
  /** The place has no seat to compete for. */
  | "no-seats"
  /** The others of the group cannot be here. */
  | "group-cannot";

export interface TotalOptionReason {
  readonly place: string;
  /** 0 where the option has none. */
  readonly rank: number;
  readonly weight: number;
  readonly code: TotalOptionCode;
  /** Seats to compete for there, pinned ones left out, and how many of them are taken. */
  readonly seats: number;
  readonly taken: number;
  /** The price of a seat here: what one more adds to the total, what one fewer takes from it. */
  readonly lowest: number;
  /** Null where there is no seat to compete for. */
  readonly highest: number | null;
  /** What rules with a multiplier take from this option, most first; negative: what they add to it. */
  readonly charges: readonly Charge[];
  /**
   * How much smaller the greatest total with this person here is. With a weight higher by just so
   * much this would be as good; by one more, it would be so for certain. Under rows: at least so much.
   * Null without a seat, or where the group has no way to be here.
   */
  readonly short: number | null;
  /** Whether one more seat here could go to this person at the greatest total then; null under rows. */
  readonly seat: boolean | null;
  /** By weight among all who could come here: 1 for whoever would bring the most. */
  readonly position: number;
  readonly competitors: number;
  /** Who is here and would bring less than this person; the first few by id, and how many in all. */
  readonly lighter: { readonly count: number; readonly first: readonly string[] };
}

/** What a rule takes from an option at its multiplier, in units of weight, to three decimals. */
export interface Charge {
  /** Of the quota; empty for the budget. */
  readonly name: string;
  readonly kind: RowClaim["kind"];
  readonly amount: number;
}

/** Why here, why not there, what would change it; codes and figures, no words. */
export interface TotalExplanation {
  readonly applicant: string;
  readonly code: "placed" | "unplaced" | "pinned";
  readonly place: string | null;
  /** Rank and weight of the place; 0 without one, and the rank where the option has none. */
  readonly rank: number;
  readonly weight: number;
  readonly wishes: number;
  readonly points: number;
  /** What a pin says; null without one. */
  readonly reason: string | null;
  /** Who travels with this person; empty without a group. */
  readonly group: string;
  /** In order of rank, else of weight. Empty for a pinned applicant, who did not compete. */
  readonly options: readonly TotalOptionReason[];
  /**
   * The smallest change of a weight that would have given a place wished for more (or worth more,
   * where there are no ranks) for certain, all else unchanged; null where there is none, and under rows.
   */
  readonly nearest: { readonly place: string; readonly more: number } | null;
}

type Explained<T> = { readonly ok: true; readonly explained: T } | Refusal;

/** What a way of proving says of one option; the rest is counted the same way for all. */
export type Judgement = Pick<
  TotalOptionReason,
  "code" | "lowest" | "highest" | "charges" | "short" | "seat"
>;

/** Judges an option (by its row in options.csv) of somebody (by theirs in applicants.csv). */
export type Judge = (row: number, option: number) => Judgement;

/** Explain one applicant (by id). Costs one pass of the verifier and one search from their place. */
export function explainTotal(
  problem: Problem<"best-total">,
  result: Result<"best-total">,
  applicant: string,
): Explained<TotalExplanation> {
  const row = problem.applicants.ids.indexOf(applicant);
  if (row === -1) return refusal("applicant-unknown", { value: applicant });
  const ground = groundOf(problem, result);
  if (ground === null) return refusal("result-differs", {});
  return { ok: true, explained: explanationOf(ground, row) };
}

/** Explain everybody, in the order of the applicants; one search for each place that is taken. */
export function explainAllTotal(
  problem: Problem<"best-total">,
  result: Result<"best-total">,
): Explained<TotalExplanation[]> {
  const ground = groundOf(problem, result);
  if (ground === null) return refusal("result-differs", {});
  return {
    ok: true,
    explained: problem.applicants.ids.map((_, row) => explanationOf(ground, row)),
  };
}

/** What the explanations of one run share. Places by their row in the problem, as are people. */
interface Ground {
  readonly problem: Problem<"best-total">;
  readonly result: Result<"best-total">;
  readonly judge: Judge;
  readonly pinned: ReadonlyMap<string, string>;
  /** Options of each applicant, in the order in which they are told. */
  readonly start: Int32Array;
  readonly option: Int32Array;
  /** Weights of all who could come to each place, most first. */
  readonly weights: readonly Int32Array[];
  /** Options of those who are at each place. */
  readonly there: readonly (readonly number[])[];
  readonly rows: boolean;
}

function groundOf(problem: Problem<"best-total">, result: Result<"best-total">): Ground | null {
  // Prices of a result that is not proven would be a lie in good order.
  if (!verifyTotal(problem, result).ok) return null;
  const { applicants, places, options, rules } = problem;
  const { assigned } = result;
  const start = new Int32Array(applicants.ids.length + 1);
  for (const a of options.applicant) start[a + 1]!++;
  for (let a = 0; a < applicants.ids.length; a++) start[a + 1]! += start[a]!;
  const option = new Int32Array(options.place.length);
  const filled = start.slice();
  const weights: number[][] = places.ids.map(() => []);
  const there: number[][] = places.ids.map(() => []);
  for (let o = 0; o < option.length; o++) {
    const a = options.applicant[o]!;
    const p = options.place[o]!;
    option[filled[a]!++] = o;
    weights[p]!.push(options.weight[o]!);
    if (assigned[a] === p) there[p]!.push(o);
  }
  for (let a = 0; a < applicants.ids.length; a++) {
    option.subarray(start[a], start[a + 1]).sort((o, other) => {
      const byRank = options.rank[o]! - options.rank[other]!;
      return byRank || options.weight[other]! - options.weight[o]! || o - other;
    });
  }
  const rows = hasRows(problem);
  return {
    problem,
    result,
    judge: rows ? byRows(problem, result) : byPrices(problem, result),
    pinned: new Map(rules.pins.map((pin) => [pin.applicant, pin.reason])),
    start,
    option,
    weights: weights.map((list) => Int32Array.from(list).sort().reverse()),
    there,
    rows,
  };
}

function explanationOf(ground: Ground, row: number): TotalExplanation {
  const { problem, result, start, option, pinned, rows } = ground;
  const { applicants, places, options } = problem;
  const applicant = applicants.ids[row]!;
  const p = result.assigned[row]!;
  const reason = pinned.get(applicant) ?? null;
  const own = option.subarray(start[row], start[row + 1]);
  const got = own.find((o) => options.place[o] === p);
  const reasons = reason !== null ? [] : Array.from(own, (o) => reasonOf(ground, row, o));
  const better = ({ rank, weight }: TotalOptionReason) => {
    if (got === undefined) return true;
    const held = options.rank[got]!;
    return rank > 0 && held > 0 ? rank < held : weight > options.weight[got]!;
  };
  let nearest: { place: string; more: number } | null = null;
  for (const one of reasons) {
    if (rows || one.code === "got-it" || one.short === null || !better(one)) continue;
    if (nearest === null || one.short + 1 < nearest.more) {
      nearest = { place: one.place, more: one.short + 1 };
    }
  }
  const { group } = applicants;
  return {
    applicant,
    code: reason !== null ? "pinned" : p === -1 ? "unplaced" : "placed",
    place: p === -1 ? null : places.ids[p]!,
    rank: got === undefined ? 0 : options.rank[got]!,
    weight: got === undefined ? 0 : options.weight[got]!,
    wishes: own.length,
    points: applicants.points[row]!,
    reason,
    group: group?.values[group.codes[row]!] ?? "",
    options: reasons,
    nearest,
  };
}

/** How many of those who would bring less are named. */
const MOST_NAMED = 5;

function reasonOf(ground: Ground, row: number, o: number): TotalOptionReason {
  const { problem, result, judge, weights, there } = ground;
  const { options, applicants } = problem;
  const p = options.place[o]!;
  const weight = options.weight[o]!;
  const { place, capacity, pinned, taken } = result.certificate.places[p]!;
  const lighter = there[p]!.filter(
    (other) => options.weight[other]! < weight && options.applicant[other] !== row,
  ).sort((one, other) => options.weight[one]! - options.weight[other]! || one - other);
  return {
    place,
    rank: options.rank[o]!,
    weight,
    seats: capacity - pinned,
    taken,
    position: weights[p]!.findIndex((one) => one <= weight) + 1,
    competitors: weights[p]!.length,
    lighter: {
      count: lighter.length,
      first: lighter
        .slice(0, MOST_NAMED)
        .map((other) => applicants.ids[options.applicant[other]!]!),
    },
    ...judge(row, o),
  };
}

function refusal(code: string, params: Record<string, string>): Refusal {
  return { ok: false, impossible: false, problems: [{ code, params }] };
}
