// Does this result keep the promise of the rule `stable`? Written to be read at one sitting and to
// share nothing with the code that made the result: own draw, own choice rule, own deferred
// acceptance. Where speed and plainness disagree, plainness wins. Runs in a browser as it is.
//
//   1. every applicant has at most one place, which it asked for; pins and capacities are kept
//   2. no blocking pair: nobody would rather have a place that would rather have them
//   3. the result equals plain deferred acceptance, hence is the best stable one for applicants
//   4. the certificate says of every place what is the case

import type { Certificate, Fault, PlaceClaim, Problem, Result } from "../problem.ts";
import { isFor, type Kind, type Place, placesOf, standingOf } from "./rules.ts";

export interface Verdict {
  readonly ok: boolean;
  /** Every reason to refuse the result; at most 100 of a kind. */
  readonly problems: readonly Fault[];
  readonly placed: number;
  readonly blockingPairs: number;
}

/** Whom a newcomer has to beat: everybody, where it is full; nobody, where it is not. */
interface Bar {
  readonly limit: Kind;
  readonly full: boolean;
  readonly order: number;
  readonly lastIsMember: boolean;
}

export function verifyStable(problem: Problem<"stable">, result: Result<"stable">): Verdict {
  const { applicants, places, options, rules } = problem;
  const problems: Fault[] = [];
  const tally = new Map<string, number>();
  const refuse = (code: string, params: Fault["params"]) => {
    tally.set(code, (tally.get(code) ?? 0) + 1);
    if (tally.get(code)! <= 100) problems.push({ code, params });
  };
  const name = (a: number) => applicants.ids[a]!;
  const placeName = (p: number) => places.ids[p] ?? "";

  // The order at a place, as one number for each wish, smaller first: the place's own order where
  // it has one, then points, then the draw.
  const standing = standingOf(problem);
  const order = new Float64Array(options.rank.length);
  for (let o = 0; o < order.length; o++) {
    order[o] = options.priority[o]! * applicants.ids.length + standing[options.applicant[o]!]!;
  }
  const before = (o: number, other: number): number => order[o]! - order[other]!;

  const wishes: number[][] = applicants.ids.map(() => []);
  for (let o = 0; o < options.rank.length; o++) wishes[options.applicant[o]!]!.push(o);
  for (const list of wishes) list.sort((o, other) => options.rank[o]! - options.rank[other]!);

  // Places as the rules make them, and the pinned applicants seated before the contest.
  const all = placesOf(problem);
  const pinnedTo = new Map<number, number>();
  const rowOf = new Map(applicants.ids.map((id, a) => [id, a]));
  for (const pin of rules.pins) {
    const a = rowOf.get(pin.applicant)!;
    const p = places.ids.indexOf(pin.place);
    const { kinds, maxima } = all[p]!;
    const free = (kind: Kind) => kind.seats > 0;
    const open = kinds.at(-1)!;
    const own = kinds.find((kind) => kind !== open && free(kind) && isFor(kind, a));
    (own ?? (free(open) ? open : kinds.findLast(free)) ?? open).seats--;
    for (const maximum of maxima) if (isFor(maximum, a)) maximum.seats--;
    all[p]!.pinned++;
    pinnedTo.set(a, p);
  }

  /** Whom a place takes from a queue in its order, by kind of seat, and whom it turns away. */
  const choose = (place: Place, queue: readonly number[]) => {
    let left: number[] = [];
    if (place.maxima.length > 0) {
      const room = place.maxima.map((maximum) => maximum.seats);
      const taken: number[] = [];
      for (const o of queue) {
        const a = options.applicant[o]!;
        const within = place.maxima.flatMap((maximum, i) => (isFor(maximum, a) ? [i] : []));
        if (taken.length === place.kinds[0]!.seats || within.some((i) => room[i] === 0)) {
          left.push(o);
          continue;
        }
        for (const i of within) room[i]!--;
        taken.push(o);
      }
      return { seated: [taken], turnedAway: left };
    }
    left = [...queue];
    const seated = place.kinds.map((kind) => {
      const taken: number[] = [];
      const rest: number[] = [];
      for (const o of left) {
        const own = taken.length < kind.seats && isFor(kind, options.applicant[o]!);
        (own ? taken : rest).push(o);
      }
      // Seats that nobody of the group claims are open to all.
      while (taken.length < kind.seats && rest.length > 0) taken.push(rest.shift()!);
      left = rest;
      return taken;
    });
    return { seated, turnedAway: left };
  };

  /** What to beat for a seat of each kind, or under each maximum and in the place as a whole. */
  const barsOf = (place: Place, seated: readonly (readonly number[])[]): Bar[] => {
    const limits = place.maxima.length > 0 ? [place.kinds[0]!, ...place.maxima] : place.kinds;
    return limits.map((limit, i) => {
      const held =
        place.maxima.length > 0
          ? seated[0]!.filter((o) => isFor(limit, options.applicant[o]!))
          : seated[i]!;
      const last = held[held.length - 1];
      return {
        limit,
        full: held.length >= limit.seats,
        order: last === undefined ? Number.NEGATIVE_INFINITY : order[last]!,
        lastIsMember: last === undefined || isFor(limit, options.applicant[last]!),
      };
    });
  };
  /** Has this wish a better claim than one of those seated, or is there room for it? */
  const hasClaim = (place: Place, bars: readonly Bar[], o: number): boolean => {
    const a = options.applicant[o]!;
    const nested = place.maxima.length > 0;
    for (const { limit, full, order: last, lastIsMember } of bars) {
      const mine = isFor(limit, a);
      const passes = !full || (mine === lastIsMember ? order[o]! < last : mine);
      // One kind of seat is enough; a maximum over this applicant must not stand in the way.
      if (!nested && passes) return true;
      if (nested && mine && !passes) return false;
    }
    return nested;
  };

  // 1. One place each, asked for, pins kept.
  const { assigned, certificate } = result;
  if (certificate.problem !== problem.hash) refuse("other-problem", { expected: problem.hash });
  if (assigned.length !== wishes.length) refuse("placements-incomplete", { wanted: wishes.length });
  const holders: number[][] = places.ids.map(() => []);
  const heldWish = new Int32Array(wishes.length).fill(-1);
  let placed = 0;
  for (let a = 0; a < Math.min(wishes.length, assigned.length); a++) {
    const p = assigned[a]!;
    if (p !== -1) placed++;
    const pin = pinnedTo.get(a);
    if (pin !== undefined) {
      if (p !== pin) refuse("pin-not-kept", { applicant: name(a), place: placeName(pin) });
      continue;
    }
    if (p === -1) continue;
    const wish = wishes[a]!.find((o) => options.place[o] === p);
    if (wish === undefined) {
      refuse("not-an-option", { applicant: name(a), place: placeName(p) });
      continue;
    }
    heldWish[a] = wish;
    holders[p]!.push(wish);
  }

  // 2. Each place could have chosen just these people, and nobody turned away has a better claim.
  const seatedAt = all.map((place, p) => {
    const queue = holders[p]!.sort(before);
    const { seated, turnedAway } = choose(place, queue);
    const given = queue.length;
    if (turnedAway.length > 0) {
      refuse("over-capacity", { place: placeName(p), seats: given - turnedAway.length, given });
    }
    return seated;
  });
  const barsAt = all.map((place, p) => barsOf(place, seatedAt[p]!));
  let blockingPairs = 0;
  for (let a = 0; a < wishes.length; a++) {
    if (pinnedTo.has(a)) continue;
    for (const o of wishes[a]!) {
      if (o === heldWish[a]) break;
      const p = options.place[o]!;
      if (!hasClaim(all[p]!, barsAt[p]!, o)) continue;
      blockingPairs++;
      refuse("blocking-pair", { applicant: name(a), place: placeName(p) });
    }
  }

  // 3. Plain deferred acceptance, in rounds: whoever has no seat asks its next wish. Those without
  // a claim need no choice: a place would turn the same ones away.
  const next = new Int32Array(wishes.length);
  const holding = all.map((place) => choose(place, []).seated);
  const bars = holding.map((seated, p) => barsOf(all[p]!, seated));
  let asking = wishes.flatMap((_, a) => (pinnedTo.has(a) ? [] : [a]));
  while (asking.length > 0) {
    const asked = new Map<number, number[]>();
    for (const a of asking) {
      let o = wishes[a]![next[a]!++];
      while (o !== undefined && !hasClaim(all[options.place[o]!]!, bars[options.place[o]!]!, o)) {
        o = wishes[a]![next[a]!++];
      }
      if (o === undefined) continue;
      const queue = asked.get(options.place[o]!);
      if (queue === undefined) asked.set(options.place[o]!, [o]);
      else queue.push(o);
    }
    asking = [];
    for (const [p, newcomers] of asked) {
      const queue = [...holding[p]!.flat(), ...newcomers].sort(before);
      const { seated, turnedAway } = choose(all[p]!, queue);
      holding[p] = seated;
      bars[p] = barsOf(all[p]!, seated);
      for (const o of turnedAway) asking.push(options.applicant[o]!);
    }
  }
  const best = new Int32Array(wishes.length).fill(-1);
  for (const [a, p] of pinnedTo) best[a] = p;
  holding.forEach((seated, p) => {
    for (const o of seated.flat()) best[options.applicant[o]!] = p;
  });
  for (let a = 0; a < wishes.length; a++) {
    if (assigned[a] === best[a]) continue;
    refuse("not-best", { applicant: name(a), place: placeName(best[a]!) });
  }

  // 4. The certificate, figure by figure.
  const claims = all.map(
    (place, p): PlaceClaim => ({
      place: placeName(p),
      capacity: places.capacity[p]!,
      pinned: place.pinned,
      seats: place.kinds.map((kind, i) => {
        const seated = seatedAt[p]![i]!;
        const last = seated.length < kind.seats ? undefined : seated.at(-1);
        const a = last === undefined ? -1 : options.applicant[last]!;
        return {
          reserve: kind.name,
          seats: kind.seats,
          taken: seated.length,
          last:
            last === undefined
              ? null
              : {
                  applicant: name(a),
                  points: applicants.points[a]!,
                  priority: options.priority[last]!,
                  member: isFor(kind, a),
                },
        };
      }),
      maxima: place.maxima.map((maximum) => ({
        name: maximum.name!,
        max: maximum.max,
        taken:
          maximum.max -
          maximum.seats +
          holders[p]!.filter((o) => isFor(maximum, options.applicant[o]!)).length,
      })),
    }),
  );
  const expected: Certificate = {
    format: "kalfa-stable-1",
    problem: problem.hash,
    seed: rules.seed,
    placed,
    places: claims,
  };
  claims.forEach((claim, p) => {
    if (!same(claim, certificate.places[p])) refuse("certificate-differs", { place: claim.place });
  });
  if (!same({ ...expected, places: [] }, { ...certificate, places: [] })) {
    refuse("certificate-differs", { place: "" });
  }
  if (certificate.places.length !== claims.length) refuse("certificate-differs", { place: "" });
  return { ok: problems.length === 0, problems, placed, blockingPairs };
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) =>
      same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  );
}
