// Is this allocation one that the rules allow, and how much more could another one have? Written to be
// read at one sitting and to share nothing with the code that made the result. Whole numbers only.
// Runs in a browser as it is.
//
//   1. every applicant has at most one place, which is an option; pins, seats, minimums, groups, quotas
//      and the budget are kept
//   2. the bound: at any prices of seats and multipliers of rows, all >= 0, no allocation that keeps the
//      rules is worth more than all seats at their prices, each row's limit at its multiplier, and for
//      each applicant (or group) the most that is left of an option's weight when seat and rows are paid
//   3. where nothing but seats and pins is to be kept, the bound is reached, so the total is the
//      greatest, and the prices are both ends of all optimal ones
//   4. the certificate says of the whole, of every row and of every place what is the case

import type { Case, Fault, Problem, Result, RowClaim } from "../problem.ts";
import { boundAt, coversAll, type Grounds } from "./total-bound.ts";
import { looseEnds } from "./total-prices.ts";
import { rowsOf } from "./total-rows.ts";

export interface TotalVerdict {
  readonly ok: boolean;
  /** Every reason to refuse the result; at most 100 of a kind. */
  readonly problems: readonly Fault[];
  readonly placed: number;
  readonly objective: number;
  /** No allocation is worth more; equal to `objective` where nothing but seats and pins is to be kept. */
  readonly bound: number;
}

type Total = Problem<"best-total">;

export function verifyTotal(problem: Total, result: Result<"best-total">): TotalVerdict {
  const { applicants, places, options, rules } = problem;
  const { assigned, certificate } = result;
  const people = applicants.ids.length;
  const problems: Fault[] = [];
  const tally = new Map<string, number>();
  const refuse = (code: string, params: Fault["params"]) => {
    tally.set(code, (tally.get(code) ?? 0) + 1);
    if (tally.get(code)! <= 100) problems.push({ code, params });
  };
  const sizeOf = (a: number) => applicants.size[a] ?? 1;
  const groupOf = (a: number) => applicants.group?.values[applicants.group.codes[a]!] ?? "";

  // 1. One place each, an option of theirs; pins and seats kept.
  if (certificate.problem !== problem.hash) refuse("other-problem", { expected: problem.hash });
  if (assigned.length !== people) refuse("placements-incomplete", { wanted: people });
  const pins = new Map(rules.pins.map((pin) => [pin.applicant, places.ids.indexOf(pin.place)]));
  const pinnedTo = Int32Array.from(applicants.ids, (id) => pins.get(id) ?? -1);
  const chosen = new Int32Array(people).fill(-1);
  for (let o = 0; o < options.place.length; o++) {
    if (assigned[options.applicant[o]!] === options.place[o]) chosen[options.applicant[o]!] = o;
  }
  const seats = places.capacity.slice();
  const taken = new Int32Array(seats.length);
  let [placed, objective, cost] = [0, 0, 0];
  for (let a = 0; a < people; a++) {
    const [p, o, applicant] = [assigned[a] ?? -1, chosen[a]!, applicants.ids[a]!];
    const pin = pinnedTo[a]!;
    if (pin !== -1) seats[pin]! -= sizeOf(a);
    if (pin !== -1 && p !== pin) refuse("pin-not-kept", { applicant, place: places.ids[pin]! });
    if (p === -1) continue;
    placed++;
    if (o === -1) refuse("not-an-option", { applicant, place: places.ids[p] ?? "" });
    else objective += options.weight[o]!;
    if (o !== -1 && rules.budget !== null) cost += options.cost[o]!;
    if (pin === -1) taken[p]! += sizeOf(a);
  }
  for (let p = 0; p < seats.length; p++) {
    const [place, all] = [places.ids[p]!, taken[p]! + places.capacity[p]! - seats[p]!];
    if (taken[p]! > seats[p]!) {
      refuse("over-capacity", { place, seats: seats[p]!, given: taken[p]! });
    }
    const minimum = places.minimum[p] ?? 0;
    if (all > 0 && all < minimum) refuse("under-minimum", { place, minimum, given: all });
  }

  // Groups: in one bloc, and all of them or none where the rules say so.
  const { together, allOrNothing } = rules.groups ?? { together: ["place"], allOrNothing: true };
  const columns = together.map((name) => places.attributes.find((one) => one.name === name));
  const blocOf = (p: number) =>
    JSON.stringify(columns.map((one) => one?.values[one.codes[p]!] ?? places.ids[p]));
  const groups = new Map<string, number[]>();
  for (let a = 0; a < people; a++) {
    const group = groupOf(a);
    if (group !== "") groups.set(group, [...(groups.get(group) ?? []), a]);
  }
  for (const [group, members] of groups) {
    const at = members.flatMap((a) => (assigned[a] === -1 ? [] : [blocOf(assigned[a]!)]));
    if (new Set(at).size > 1) refuse("group-apart", { group });
    if (allOrNothing && at.length > 0 && at.length < members.length)
      refuse("group-partly", { group });
  }

  // Quotas and the budget, each bound a row: the coefficients of all placements sum to its limit at most.
  const rows = rules.quotas.flatMap((quota) => rowsOf(problem, quota));
  const figures: Omit<RowClaim, "multiplier">[] = rows.map((row) => {
    let [inside, all] = [0, 0];
    for (let a = 0; a < people; a++) {
      const p = assigned[a]!;
      if (p === -1 || row.places[p] === 0) continue;
      all++;
      inside += row.applicants[a]!;
    }
    const sum = inside * row.inside + (all - inside) * row.beside;
    if (sum > row.limit) {
      refuse("rule-broken", {
        name: row.name,
        kind: row.kind,
        limit: row.said,
        given: inside,
        all,
      });
    }
    const of = row.kind.endsWith("share") ? all : null;
    return { name: row.name, kind: row.kind, limit: row.said, taken: inside, of };
  });
  if (rules.budget !== null) {
    figures.push({ name: "", kind: "budget", limit: rules.budget, taken: cost, of: null });
    if (cost > rules.budget) refuse("over-budget", { limit: rules.budget, given: cost });
  }

  // 2. The bound, at both ends of the prices, in parts of a weight.
  const { places: claims, rows: rowClaims, scale } = certificate;
  if (claims.length !== seats.length || rowClaims.length !== figures.length) {
    refuse("certificate-differs", { place: "" });
  }
  const whole = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
  const plain = figures.length === 0 && groups.size === 0;
  const alone = plain && applicants.size.length === 0 && places.minimum.length === 0;
  if (!whole(scale) || scale === 0 || (alone && scale !== 1)) {
    refuse("certificate-differs", { place: "" });
  }
  for (const [p, { lowest, highest }] of claims.entries()) {
    const none = seats[p] === 0;
    if (whole(lowest) && (none ? highest === null : whole(highest))) continue;
    refuse("price-wrong", { place: places.ids[p] ?? "" });
  }
  for (const row of rowClaims) {
    if (!whole(row.multiplier)) refuse("multiplier-wrong", { name: row.name, kind: row.kind });
  }
  const wrong = (): TotalVerdict => ({ ok: false, problems, placed, objective, bound: Infinity });
  // Prices of an allocation that cannot be, or of no number, prove nothing.
  if (problems.length > 0) return wrong();

  const grounds = { problem, rows, pinnedTo, seats, groups, blocOf, scale };
  const none = { given: [], floors: [], multipliers: rowClaims.map((row) => row.multiplier) };
  const pricesOf = (priceOf: (p: number) => number) =>
    Float64Array.from(claims, (_, p) => priceOf(p));
  // A place without a seat to compete for cannot be had; what a first seat there would add is a figure of
  // its own, and only told where it is exact.
  const prices = pricesOf((p) => (seats[p]! > 0 || alone ? claims[p]!.lowest : Infinity));
  let bound = boundAt(grounds, { ...none, prices });
  const other = boundAt(grounds, {
    ...none,
    prices: pricesOf((p) => claims[p]!.highest ?? Infinity),
  });
  for (const one of [bound, other]) {
    if (
      !Number.isSafeInteger(one) ||
      one < objective ||
      one !== bound ||
      (alone && one > objective)
    ) {
      refuse("bound-not-reached", { objective, bound: one });
    }
  }
  if (problems.length > 0) return wrong();
  if (certificate.cases.length > 0) {
    bound = Math.min(bound, boundOfCases(grounds, certificate.cases));
    if (!Number.isSafeInteger(bound) || bound < objective) {
      refuse("bound-not-reached", { objective, bound });
      return wrong();
    }
  }

  // 3. Both ends are ends.
  if (alone) {
    const loose = looseEnds({ problem, assigned, pinnedTo, seats, taken, claims });
    for (const p of loose.lowest) refuse("price-not-lowest", { place: places.ids[p]! });
    for (const p of loose.highest) refuse("price-not-highest", { place: places.ids[p]! });
  }

  // 4. The certificate, figure by figure.
  const { places: _, rows: __, cases: ___, ...claimed } = certificate;
  const gap = bound - objective;
  const format = "kalfa-best-total-2";
  const { hash } = problem;
  const total = { format, problem: hash, seed: rules.seed, placed, objective, bound, gap, scale };
  if (!same(total, claimed)) refuse("certificate-differs", { place: "" });
  for (const [r, { multiplier, ...figure }] of rowClaims.entries()) {
    if (!same(figures[r]!, figure)) refuse("certificate-differs", { place: figure.name });
  }
  for (const [p, claim] of claims.entries()) {
    const [place, capacity] = [places.ids[p]!, places.capacity[p]!];
    const { lowest, highest } = claim;
    const pinned = capacity - seats[p]!;
    if (same(claim, { place, capacity, pinned, taken: taken[p]!, lowest, highest })) continue;
    refuse("certificate-differs", { place });
  }
  return { ok: problems.length === 0, problems, placed, objective, bound };
}

/** The worst of the cases; Infinity where they leave something out, or one is not what a case has to be. */
function boundOfCases(grounds: Grounds, cases: readonly Case[]): number {
  const { problem, rows, seats } = grounds;
  const { places, rules } = problem;
  const count = rows.length + (rules.budget === null ? 0 : 1);
  const whole = (value: number) => Number.isSafeInteger(value) && value >= 0;
  const sound = cases.every(({ given, multipliers, prices, floors }) => {
    const known = given.every(
      ({ applicant, place }) =>
        places.ids.includes(place) &&
        (applicant === null || problem.applicants.ids.includes(applicant)),
    );
    // A minimum binds only where the place is known to run.
    const runs = (p: number) =>
      seats[p]! < places.capacity[p]! ||
      given.some((one) => one.applicant === null && one.is && one.place === places.ids[p]);
    return (
      known &&
      multipliers.length === count &&
      prices.length === seats.length &&
      floors.length === seats.length &&
      [...multipliers, ...prices, ...floors].every(whole) &&
      floors.every((floor, p) => floor === 0 || runs(p))
    );
  });
  if (!sound || !coversAll(cases)) return Infinity;
  return Math.max(
    ...cases.map((one) => {
      const prices = Float64Array.from(one.prices, (price, p) =>
        seats[p]! > 0 ? price : Infinity,
      );
      return boundAt(grounds, { ...one, prices });
    }),
  );
}

function same(a: object, b: object): boolean {
  const [ours, theirs] = [Object.entries(a), new Map(Object.entries(b))];
  return ours.length === theirs.size && ours.every(([key, value]) => theirs.get(key) === value);
}
