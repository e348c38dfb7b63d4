import { type Problem, type ProblemRows, parseProblem, writeProblem } from "../index.ts";
import { chance } from "./tiny-problem.ts";

/**
 * A small problem for `best-total`: small weights, so that there are many ties; sometimes weights by
 * default, sometimes no ranks at all; places without a seat; a pin now and then.
 */
export function tinyTotal(seed: number, people = 5): ProblemRows {
  const below = chance(seed + 5_000_000);
  const most = [2, 4, 10, 1000][below(4)]!;
  const weights = below(4);
  const applicants = Array.from({ length: 1 + below(people) }, (_, i) => ({
    applicant: `a${i}`,
    points: below(3),
    attributes: { language: ["it", "es"][below(2)]! },
  }));
  const places = Array.from({ length: 1 + below(3) }, (_, i) => ({
    place: `p${i}`,
    capacity: below(2) + below(3),
  }));
  const options = applicants.flatMap(({ applicant }) => {
    const suitable = places.filter(() => below(5) > 0);
    for (let i = suitable.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [suitable[i], suitable[j]] = [suitable[j]!, suitable[i]!];
    }
    return suitable.map(({ place }, i) => ({
      applicant,
      place,
      ...(weights === 1 ? {} : { rank: i + 1 }),
      ...(weights === 0 || (weights === 3 && below(2) === 0) ? {} : { weight: below(most) }),
    }));
  });
  const pinned = below(4) === 0 ? options[below(Math.max(1, options.length))] : undefined;
  const pins =
    pinned === undefined
      ? []
      : [{ applicant: pinned.applicant, place: pinned.place, reason: "a brother is there" }];
  return { applicants, places, options, rules: { rule: "best-total", seed: `s${seed}`, pins } };
}

/** The checked problem, or null when a pin does not fit. */
export function freezeTotal(rows: ProblemRows): Problem<"best-total"> | null {
  const parsed = parseProblem(writeProblem(rows), "best-total");
  if (parsed.ok) return parsed.problem;
  if (parsed.impossible) return null;
  throw new Error(JSON.stringify(parsed.problems));
}

/** The weight of each option by its definition: "applicant place" to a number. */
export function weightsOf(rows: ProblemRows): Map<string, number> {
  const most = (values: readonly number[]) => Math.max(0, ...values);
  const R = most(rows.options.map(({ rank }) => rank ?? 0));
  const P = most(rows.applicants.map(({ points }) => points ?? 0));
  return new Map(
    rows.options.map(({ applicant, place, rank, weight }) => {
      const points = rows.applicants.find((row) => row.applicant === applicant)!.points ?? 0;
      return [`${applicant} ${place}`, weight ?? (R - rank! + 1) * (P + 1) + points];
    }),
  );
}

export interface Best {
  readonly total: number;
  /** The most people that an allocation with this total places. */
  readonly placed: number;
}

/**
 * The greatest total, by trying every allocation there is. `more` changes capacities; `forced` says
 * where somebody has to be, beside the pins. Null where nothing fits.
 */
export function bestTotal(
  rows: ProblemRows,
  weights: ReadonlyMap<string, number>,
  more: Readonly<Record<string, number>> = {},
  forced: Readonly<Record<string, string>> = {},
): Best | null {
  const room = new Map(
    rows.places.map(({ place, capacity }) => [place, capacity + (more[place] ?? 0)]),
  );
  const fixed = new Map(Object.entries(forced));
  for (const pin of rows.rules.pins ?? []) fixed.set(pin.applicant, pin.place);
  const people = rows.applicants.map(({ applicant }) => ({
    must: fixed.get(applicant),
    options: rows.places.flatMap(({ place }) => {
      const weight = weights.get(`${applicant} ${place}`);
      return weight === undefined ? [] : [{ place, weight }];
    }),
  }));
  const from = (i: number): Best | null => {
    const person = people[i];
    if (person === undefined) return { total: 0, placed: 0 };
    let best = person.must === undefined ? from(i + 1) : null;
    for (const { place, weight } of person.options) {
      const free = room.get(place)!;
      if (free <= 0 || (person.must !== undefined && person.must !== place)) continue;
      room.set(place, free - 1);
      const rest = from(i + 1);
      room.set(place, free);
      if (rest === null) continue;
      const total = rest.total + weight;
      const placed = rest.placed + 1;
      if (best === null || total > best.total || (total === best.total && placed > best.placed)) {
        best = { total, placed };
      }
    }
    return best;
  };
  return from(0);
}
