// Is this the greatest total there is? Written to be read at one sitting and to share nothing with
// the code that made the result. Whole numbers only. Runs in a browser as it is.
//
//   1. every applicant has at most one place, which is an option; pins and capacities are kept
//   2. the total cannot be exceeded: at any prices of seats >= 0, no allocation is worth more than
//      all seats at their prices and, for each applicant, the most that an option is worth above the
//      price of its place (or nothing). The lowest and the highest prices both give just the total,
//      so the total is the greatest, and both are optimal prices
//   3. no optimal price is below the lowest or above the highest
//   4. the certificate says of the whole and of every place what is the case

import type { Fault, Problem, Result, TotalCertificate } from "../problem.ts";

export interface TotalVerdict {
  readonly ok: boolean;
  /** Every reason to refuse the result; at most 100 of a kind. */
  readonly problems: readonly Fault[];
  readonly placed: number;
  readonly objective: number;
  /** No allocation is worth more; equal to `objective` in a result that is right. */
  readonly bound: number;
}

export function verifyTotal(
  problem: Problem<"best-total">,
  result: Result<"best-total">,
): TotalVerdict {
  const { applicants, places, options, rules } = problem;
  const { assigned, certificate } = result;
  const people = applicants.ids.length;
  const problems: Fault[] = [];
  const tally = new Map<string, number>();
  const refuse = (code: string, params: Fault["params"]) => {
    tally.set(code, (tally.get(code) ?? 0) + 1);
    if (tally.get(code)! <= 100) problems.push({ code, params });
  };
  const placeName = (p: number) => places.ids[p] ?? "";

  // Pins leave first, with their seats.
  const pinned = new Map(rules.pins.map((pin) => [pin.applicant, places.ids.indexOf(pin.place)]));
  const pinnedTo = new Int32Array(people).fill(-1);
  const seats = places.capacity.slice();
  for (let a = 0; a < people && pinned.size > 0; a++) {
    const p = pinned.get(applicants.ids[a]!);
    if (p === undefined) continue;
    pinnedTo[a] = p;
    seats[p]!--;
  }

  // 1. One place each, an option of theirs, pins and capacities kept.
  if (certificate.problem !== problem.hash) refuse("other-problem", { expected: problem.hash });
  if (assigned.length !== people) refuse("placements-incomplete", { wanted: people });
  const taken = new Int32Array(places.ids.length);
  /** What the place of each applicant is worth; -1 until its option is found. */
  const worth = new Float64Array(people).fill(-1);
  let objective = 0;
  for (let o = 0; o < options.place.length; o++) {
    const a = options.applicant[o]!;
    if (assigned[a] !== options.place[o]) continue;
    worth[a] = options.weight[o]!;
    objective += options.weight[o]!;
  }
  let placed = 0;
  for (let a = 0; a < people; a++) {
    const p = assigned[a] ?? -1;
    const applicant = applicants.ids[a]!;
    if (p !== -1) placed++;
    if (pinnedTo[a] !== -1) {
      if (p !== pinnedTo[a]) refuse("pin-not-kept", { applicant, place: placeName(pinnedTo[a]!) });
    } else if (p !== -1) {
      if (worth[a] === -1) refuse("not-an-option", { applicant, place: placeName(p) });
      else taken[p]!++;
    }
  }
  for (let p = 0; p < seats.length; p++) {
    const given = taken[p]!;
    if (given <= seats[p]!) continue;
    refuse("over-capacity", { place: placeName(p), seats: seats[p]!, given });
  }

  // 2. The bound, at both ends of the prices.
  const claims = certificate.places;
  if (claims.length !== seats.length) refuse("certificate-differs", { place: "" });
  const whole = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
  for (const [p, claim] of claims.entries()) {
    const none = seats[p] === 0;
    if (whole(claim.lowest) && (none ? claim.highest === null : whole(claim.highest))) continue;
    refuse("price-wrong", { place: placeName(p) });
  }
  const wrong = (): TotalVerdict => ({ ok: false, problems, placed, objective, bound: Infinity });
  // Prices of an allocation that cannot be, or of no number, prove nothing.
  if (problems.length > 0) return wrong();

  const low = boundAt(problem, pinnedTo, seats, (p) => claims[p]!.lowest);
  const high = boundAt(problem, pinnedTo, seats, (p) => claims[p]!.highest ?? Infinity);
  for (const { bound } of [low, high]) {
    // Sums of whole numbers are exact up to here; a true certificate stays far below.
    if (!Number.isSafeInteger(bound) || bound !== objective) {
      refuse("bound-not-reached", { objective, bound });
    }
  }
  if (problems.length > 0) return wrong();

  // 3. Both ends are ends. People can move without a loss only along tight options, those worth just
  // the price and what their applicant has left.
  //
  // Prices could be lower at a group of places only if whoever then gains sits in one of them. So
  // each must be held up: its price is 0, or a tight option belongs to somebody without a place, or
  // to somebody at a place that is held up itself. Likewise upwards: a seat is free there, or a
  // holder has nothing left to lose, or one could as well be at a place that cannot be dearer.
  const holders = listed(assigned, seats.length);
  const held = new Uint8Array(seats.length);
  let reached: number[] = [];
  const reach = (p: number) => {
    if (held[p] === 1) return;
    held[p] = 1;
    reached.push(p);
  };
  const optionsOf = listed(options.applicant, people, low.tight);
  const reachFrom = (a: number) => {
    for (const o of optionsOf(a)) reach(options.place[o]!);
  };
  for (const [p, claim] of claims.entries()) if (claim.lowest === 0) reach(p);
  for (let a = 0; a < people; a++) if (assigned[a] === -1) reachFrom(a);
  for (let i = 0; i < reached.length; i++) for (const a of holders(reached[i]!)) reachFrom(a);
  held.forEach((is, p) => {
    if (is === 0) refuse("price-not-lowest", { place: placeName(p) });
  });

  held.fill(0);
  reached = [];
  for (let p = 0; p < seats.length; p++) {
    if (seats[p] === 0) held[p] = 1;
    else if (taken[p]! < seats[p]!) reach(p);
    else if (holders(p).some((a) => pinnedTo[a] === -1 && high.left[a] === 0)) reach(p);
  }
  const askersOf = listed(options.place, seats.length, high.tight);
  for (let i = 0; i < reached.length; i++) {
    for (const o of askersOf(reached[i]!)) {
      const from = assigned[options.applicant[o]!]!;
      if (from !== -1) reach(from);
    }
  }
  held.forEach((is, p) => {
    if (is === 0) refuse("price-not-highest", { place: placeName(p) });
  });

  // 4. The certificate, figure by figure.
  const total: Omit<TotalCertificate, "places"> = {
    format: "kalfa-best-total-1",
    problem: problem.hash,
    seed: rules.seed,
    placed,
    objective,
    bound: low.bound,
    gap: low.bound - objective,
  };
  const { places: _, ...claimed } = certificate;
  if (!same(total, claimed)) refuse("certificate-differs", { place: "" });
  for (const [p, claim] of claims.entries()) {
    const capacity = places.capacity[p]!;
    const pinned = capacity - seats[p]!;
    const place = placeName(p);
    const { lowest, highest } = claim;
    if (same(claim, { place, capacity, pinned, taken: taken[p]!, lowest, highest })) continue;
    refuse("certificate-differs", { place });
  }
  return { ok: problems.length === 0, problems, placed, objective, bound: low.bound };
}

/**
 * What no allocation can exceed at these prices (Infinity: not to be had at all), what each applicant
 * has left above them at best, and which options reach that.
 */
function boundAt(
  { places, options }: Problem,
  pinnedTo: Int32Array,
  seats: Int32Array,
  priceOf: (place: number) => number,
) {
  const price = Float64Array.from(places.ids, (_, p) => priceOf(p));
  const left = new Float64Array(pinnedTo.length);
  const tight: number[] = [];
  let bound = 0;
  for (let o = 0; o < options.place.length; o++) {
    const a = options.applicant[o]!;
    const above = options.weight[o]! - price[options.place[o]!]!;
    if (pinnedTo[a] === -1) {
      if (above > left[a]!) left[a] = above;
    } else if (pinnedTo[a] === options.place[o]) bound += options.weight[o]!;
  }
  for (let o = 0; o < options.place.length; o++) {
    const a = options.applicant[o]!;
    const above = options.weight[o]! - price[options.place[o]!]!;
    if (above === left[a] && pinnedTo[a] === -1) tight.push(o);
  }
  for (let p = 0; p < seats.length; p++) if (seats[p]! > 0) bound += seats[p]! * price[p]!;
  for (const value of left) bound += value;
  return { bound, left, tight };
}

/** Of these rows (or all) the ones that name each of `count` things, as one list a thing. */
function listed(names: Int32Array, count: number, rows?: readonly number[]) {
  const size = rows?.length ?? names.length;
  const start = new Int32Array(count + 1);
  for (let i = 0; i < size; i++) {
    const name = names[rows?.[i] ?? i]!;
    if (name !== -1) start[name + 1]!++;
  }
  for (let i = 0; i < count; i++) start[i + 1]! += start[i]!;
  const list = new Int32Array(start[count]!);
  const filled = start.slice();
  for (let i = 0; i < size; i++) {
    const row = rows?.[i] ?? i;
    const name = names[row]!;
    if (name !== -1) list[filled[name]!++] = row;
  }
  return (of: number) => list.subarray(start[of], start[of + 1]);
}

function same(a: object, b: object): boolean {
  const [ours, theirs] = [Object.entries(a), new Map(Object.entries(b))];
  return ours.length === theirs.size && ours.every(([key, value]) => theirs.get(key) === value);
}
