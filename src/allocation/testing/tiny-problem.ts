import {
  type Problem,
  type ProblemRows,
  parseProblem,
  type RulesRows,
  writeProblem,
} from "../index.ts";

/** A repeatable stream of small whole numbers (xorshift32): tests must fail the same way twice. */
export function chance(seed: number): (below: number) => number {
  let state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** A small problem with a bit of everything the rule allows: ties, reserves or maxima, pins. */
export function tinyProblem(seed: number, people = 5): ProblemRows {
  const below = chance(seed);
  const placeCount = 1 + below(3);
  // Half of the problems have an order among equals of their own.
  const order = seed % 2 === 0 ? chance(seed + 1_000_000) : null;
  const applicants = Array.from({ length: 1 + below(people) }, (_, i) => ({
    applicant: `a${i}`,
    points: below(3),
    ...(order === null ? {} : { tie: order(3) }),
    attributes: { g: String(below(2)), h: String(below(2)), country: String(below(2)) },
  })).map((row) => ({
    ...row,
    // Schools lie in countries, so that maxima over both are nested.
    attributes: { ...row.attributes, school: `${row.attributes.country}-${below(2)}` },
  }));
  const places = Array.from({ length: placeCount }, (_, i) => ({
    place: `p${i}`,
    capacity: below(2) + below(3),
  }));
  const ownOrder = places.map(() => below(2) === 0);
  const options = applicants.flatMap(({ applicant }) => {
    const wished = places.map((_, i) => i).filter(() => below(5) > 0);
    for (let i = wished.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [wished[i], wished[j]] = [wished[j]!, wished[i]!];
    }
    return wished.map((p, i) => ({
      applicant,
      place: `p${p}`,
      rank: i * 2 + 1,
      ...(ownOrder[p] ? { priority: 1 + below(5) } : {}),
    }));
  });
  const reserves: NonNullable<RulesRows["reserves"]>[number][] = [];
  const quotas: NonNullable<RulesRows["quotas"]>[number][] = [];
  places.forEach(({ place, capacity }, i) => {
    const kind = below(3);
    if (kind === 0) {
      let left = capacity;
      for (const column of ["g", "h"]) {
        const seats = below(left + 1);
        left -= seats;
        if (below(2) === 0) continue;
        const name = `${column}-${i}`;
        reserves.push({ name, applicants: { [column]: "1" }, places: { place }, seats });
      }
    }
    if (kind === 1) {
      for (const country of ["0", "1"]) {
        if (below(2) === 0) continue;
        const name = `c${country}-${i}`;
        quotas.push({ name, applicants: { country }, places: { place }, max: below(3) });
      }
      for (const school of ["0-0", "0-1", "1-0"]) {
        if (below(2) === 0) continue;
        const name = `s${school}-${i}`;
        quotas.push({ name, applicants: { school }, places: { place }, max: below(2) });
      }
    }
  });
  const pinned = below(4) === 0 ? options[below(Math.max(1, options.length))] : undefined;
  const pins = pinned === undefined ? [] : [{ ...pinned, reason: "asked by the ministry" }];
  return {
    applicants,
    places,
    options,
    rules: { rule: "stable", seed: `s${seed}`, reserves, quotas, pins },
  };
}

/** The checked problem, or null when a pin does not fit (which the tiny problems may well do). */
export function freeze(rows: ProblemRows): Problem<"stable"> | null {
  const parsed = parseProblem(writeProblem(rows), "stable");
  if (parsed.ok) return parsed.problem;
  if (parsed.impossible) return null;
  throw new Error(JSON.stringify(parsed.problems));
}
