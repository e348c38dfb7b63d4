import type { ProblemRows } from "../index.ts";
import { chance } from "./tiny-problem.ts";

const CITIES = ["rome", "porto"];
const COUNTRIES = ["rs", "al"];

/**
 * A small problem for `best-total` with every kind of row: quotas of people and of shares that cross each
 * other, a budget, groups, people who take two seats, minimums, pins.
 */
export function tinyRows(seed: number): ProblemRows {
  const below = chance(seed + 9_000_000);
  const one = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const most = one([2, 4, 10, 1000]);
  const [grouped, sized, least, budget] = [below(2), below(3), below(3), below(2)];
  const applicants = Array.from({ length: 1 + below(6) }, (_, i) => ({
    applicant: `a${i}`,
    points: below(3),
    ...(sized === 0 ? { size: 1 + below(2) } : {}),
    ...(grouped === 0 ? { group: one(["", "", "g", "h"]) } : {}),
    attributes: { country: one(COUNTRIES), fewer: one(["yes", "no"]) },
  }));
  const places = Array.from({ length: 1 + below(3) }, (_, i) => ({
    place: `p${i}`,
    capacity: below(2) + below(4),
    ...(least === 0 ? { minimum: below(4) } : {}),
    attributes: { city: i === 0 ? CITIES[0]! : one(CITIES) },
  }));
  const options = applicants.flatMap(({ applicant }) =>
    places
      .filter(() => below(5) > 0)
      .map(({ place }, i) => {
        return { applicant, place, rank: i + 1, weight: below(most), cost: below(6) };
      }),
  );
  const cities = [...new Set(places.map(({ attributes }) => attributes.city))];
  const quotas = Array.from({ length: below(4) }, (_, i) => {
    const applicants = one([
      {},
      { country: one(COUNTRIES) },
      { fewer: "yes" },
      { country: "rs", fewer: "yes" },
    ]);
    const at = one([{}, { city: one(cities) }, { place: "p0" }]);
    const bound = one([
      { max: below(4) },
      { min: below(3) },
      { maxShare: one([0, 25, 50, 60]) },
      { minShare: one([25, 40, 50, 100]) },
    ]);
    return { name: `q${i}`, applicants, places: at, ...bound };
  });
  const pinned = below(4) === 0 ? options[below(Math.max(1, options.length))] : undefined;
  return {
    applicants,
    places,
    options,
    rules: {
      rule: "best-total",
      seed: `s${seed}`,
      quotas,
      ...(budget === 0 ? { budget: { max: below(15) } } : {}),
      ...(grouped === 0
        ? { groups: { together: one(["city", "place"]), allOrNothing: below(3) > 0 } }
        : {}),
      pins:
        pinned === undefined
          ? []
          : [{ applicant: pinned.applicant, place: pinned.place, reason: "a brother is there" }],
    },
  };
}

type Applicant = ProblemRows["applicants"][number];
type Place = ProblemRows["places"][number];
type Option = ProblemRows["options"][number];

/** The greatest total that keeps every rule, by trying every allocation there is; null: there is none. */
export function bestUnderRows(rows: ProblemRows): number | null {
  const fixed = new Map((rows.rules.pins ?? []).map((pin) => [pin.applicant, pin.place]));
  const choices = rows.applicants.map(({ applicant }) => {
    const must = fixed.get(applicant);
    const own = rows.options.filter(
      (row) => row.applicant === applicant && (must === undefined || row.place === must),
    );
    return must === undefined ? [null, ...own] : own;
  });
  const placeOf = new Map(rows.places.map((row) => [row.place, row]));
  let best: number | null = null;
  const chosen: (Option | null)[] = [];
  const from = (i: number): void => {
    if (i < choices.length) {
      for (const option of choices[i]!) {
        chosen[i] = option;
        from(i + 1);
      }
      return;
    }
    if (!keepsAll(rows, chosen, placeOf)) return;
    const total = chosen.reduce((sum, option) => sum + (option?.weight ?? 0), 0);
    if (best === null || total > best) best = total;
  };
  from(0);
  return best;
}

function keepsAll(
  rows: ProblemRows,
  chosen: readonly (Option | null)[],
  placeOf: ReadonlyMap<string, Place>,
): boolean {
  const going = rows.applicants.flatMap((who, i) => {
    const option = chosen[i];
    return option ? [{ who, option, where: placeOf.get(option.place)! }] : [];
  });
  for (const place of rows.places) {
    const taken = going
      .filter(({ where }) => where === place)
      .reduce((sum, { who }) => sum + (who.size ?? 1), 0);
    if (taken > place.capacity || (taken > 0 && taken < (place.minimum ?? 0))) return false;
  }
  const { budget, groups, quotas = [] } = rows.rules;
  const cost = going.reduce((sum, { option }) => sum + (option.cost ?? 0), 0);
  if (budget !== undefined && cost > budget.max) return false;
  for (const quota of quotas) {
    const there = going.filter(({ where }) => says(quota.places, where, where.place, "place"));
    const inside = there.filter(({ who }) =>
      says(quota.applicants, who, who.applicant, "applicant"),
    ).length;
    const all = there.length;
    if (inside > (quota.max ?? inside) || inside < (quota.min ?? 0)) return false;
    if (100 * inside > (quota.maxShare ?? 100) * all) return false;
    if (100 * inside < (quota.minShare ?? 0) * all) return false;
  }
  const names = new Set(rows.applicants.map(({ group }) => group ?? ""));
  for (const name of names) {
    if (name === "") continue;
    const members = rows.applicants.filter(({ group }) => group === name);
    const placed = going.filter(({ who }) => who.group === name);
    const blocs = placed.map(({ where }) =>
      groups?.together === "city" ? where.attributes!.city : where.place,
    );
    if (new Set(blocs).size > 1) return false;
    const whole = groups?.allOrNothing ?? true;
    if (whole && placed.length > 0 && placed.length < members.length) return false;
  }
  return true;
}

type Wanted = NonNullable<NonNullable<ProblemRows["rules"]["quotas"]>[number]["places"]>;

function says(wanted: Wanted | undefined, row: Applicant | Place, id: string, idColumn: string) {
  return Object.entries(wanted ?? {}).every(([column, values]) => {
    const value = column === idColumn ? id : row.attributes?.[column];
    return (Array.isArray(values) ? values : [values]).includes(value!);
  });
}
