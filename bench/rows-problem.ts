import type { Attribute, Problem, Quota } from "../src/allocation/index.ts";
import { chance } from "./allocation-problem.ts";
import { totalProblem } from "./total-problem.ts";

const COUNTRIES = 12;
const SCHOOLS = 30;
const PLACES_A_CITY = 20;
/** Of a hundred people, how many travel with a group. */
const IN_GROUPS = 12;

type Total = Problem<"best-total">;

/**
 * A problem with rows in memory, the same each time: the people and places of `totalProblem` with groups
 * of 3 to 8 who stay together in a city, all or nobody; and, where `everything` is asked for, maximums
 * for schools and sending countries, a least share of people with fewer opportunities, minimums by
 * country and by city, and a budget. Limits lie a little tighter or looser than what a plain placement
 * wish by wish takes, which keeps every one of them: so there is always an allocation.
 */
export function rowsProblem(applicants: number, options: number, everything: boolean): Total {
  const plain = totalProblem({ family: "usual", applicants, options, seats: 70 });
  const below = chance(applicants + 7);
  const places = plain.places.ids.length;
  const cities = Math.max(2, Math.ceil(places / PLACES_A_CITY));
  const cityOf = Int32Array.from({ length: places }, (_, p) => p % cities);
  const groupOf = groups(applicants, below);
  wishTogether(plain, groupOf, cityOf, cities, below);

  const country = Int32Array.from({ length: applicants }, () => below(COUNTRIES));
  const school = country.map((home) => home + COUNTRIES * below(SCHOOLS));
  const fewer = Int32Array.from({ length: applicants }, () => (below(4) === 0 ? 1 : 0));
  const cost = everything
    ? plain.options.place.map((p) => 50_000 + (p % 97) * 1000)
    : new Int32Array(0);
  const named = (name: string, codes: Int32Array, count: number): Attribute => {
    return { name, codes, values: Array.from({ length: count }, (_, i) => `${name}-${i}`) };
  };
  const bare: Total = {
    ...plain,
    applicants: {
      ...plain.applicants,
      group: {
        name: "group",
        values: ["", ...Array.from({ length: Math.max(...groupOf) }, (_, i) => `g-${i + 1}`)],
        codes: groupOf,
      },
      attributes: [
        named("sending_country", country, COUNTRIES),
        named("school", school, COUNTRIES * SCHOOLS),
        named("fewer_opportunities", fewer, 2),
      ],
    },
    places: {
      ...plain.places,
      attributes: [
        named("city", cityOf, cities),
        named(
          "country",
          cityOf.map((city) => city % COUNTRIES),
          COUNTRIES,
        ),
      ],
    },
    options: { ...plain.options, cost },
    rules: { ...plain.rules, groups: { together: ["city"], allOrNothing: true } },
  };
  if (!everything) return bare;
  const chosen = wishByWish(bare, groupOf, cityOf);
  return { ...bare, rules: { ...bare.rules, ...limits(bare, chosen) } };
}

/** The number of everybody's group, 0 for none. */
function groups(applicants: number, below: (below: number) => number): Int32Array {
  const groupOf = new Int32Array(applicants);
  let group = 0;
  for (let a = 0; a * 100 < applicants * IN_GROUPS; ) {
    group++;
    const end = Math.min(applicants, a + 3 + below(6));
    while (a < end) groupOf[a++] = group;
  }
  return groupOf;
}

/**
 * Members of a group wish for places of the same two cities, else they could hardly stay together.
 * Two cities always have more places than anybody has wishes.
 */
function wishTogether(
  { options }: Total,
  groupOf: Int32Array,
  cityOf: Int32Array,
  cities: number,
  below: (below: number) => number,
): void {
  const inCity: number[][] = Array.from({ length: cities }, () => []);
  for (const [p, city] of cityOf.entries()) inCity[city]!.push(p);
  let group = 0;
  let common: number[] = [];
  for (let o = 0; o < options.place.length && groupOf[options.applicant[o]!] !== 0; ) {
    const a = options.applicant[o]!;
    if (groupOf[a] !== group) {
      group = groupOf[a]!;
      const city = below(cities);
      common = [...inCity[city]!, ...inCity[(city + 1) % cities]!];
    }
    const from = below(common.length);
    for (let k = 0; options.applicant[o] === a; o++, k++) {
      options.place[o] = common[(from + k) % common.length]!;
    }
  }
}

/** Where everybody comes if they choose one after the other, groups first; options by row, -1: nowhere. */
function wishByWish(
  { applicants, places, options }: Total,
  groupOf: Int32Array,
  cityOf: Int32Array,
) {
  const free = places.capacity.slice();
  const chosen = new Int32Array(applicants.ids.length).fill(-1);
  const first = new Int32Array(applicants.ids.length + 1);
  for (const a of options.applicant) first[a + 1]!++;
  for (let a = 0; a < applicants.ids.length; a++) first[a + 1]! += first[a]!;
  const take = (a: number, city: number) => {
    for (let o = first[a]!; o < first[a + 1]!; o++) {
      const p = options.place[o]!;
      if (free[p] === 0 || (city !== -1 && cityOf[p] !== city)) continue;
      free[p]!--;
      chosen[a] = o;
      return;
    }
  };
  for (let a = 0; a < applicants.ids.length; ) {
    const from = a;
    while (a < applicants.ids.length && groupOf[a] !== 0 && groupOf[a] === groupOf[from]) a++;
    if (a === from) take(a++, -1);
    else {
      const city = cityOf[options.place[first[from]!]!]!;
      for (let one = from; one < a; one++) take(one, city);
      if (chosen.subarray(from, a).includes(-1)) {
        for (let one = from; one < a; one++) {
          if (chosen[one] !== -1) free[options.place[chosen[one]!]!]!++;
          chosen[one] = -1;
        }
      }
    }
  }
  return chosen;
}

/** Rules that the allocation `chosen` just keeps. */
function limits({ applicants, places, options }: Total, chosen: Int32Array) {
  const here = [...chosen.entries()].filter(([, o]) => o !== -1);
  const [country, school, fewer] = applicants.attributes;
  const [city, land] = places.attributes;
  const byPeople = ({ codes, values }: Attribute) => {
    const counts = new Int32Array(values.length);
    for (const [a] of here) counts[codes[a]!]!++;
    return counts;
  };
  const byPlaces = ({ codes, values }: Attribute) => {
    const counts = new Int32Array(values.length);
    for (const [, o] of here) counts[codes[options.place[o]!]!]!++;
    return counts;
  };
  const quotas: Quota[] = [];
  const add = (
    attribute: Attribute,
    side: "applicants" | "places",
    bound: Partial<Quota>,
    i: number,
  ) => {
    const filter = { [attribute.name]: [attribute.values[i]!] };
    quotas.push({
      name: `${attribute.name} ${i}`,
      applicants: {},
      places: {},
      min: null,
      max: null,
      minShare: null,
      maxShare: null,
      ...{ [side]: filter },
      ...bound,
    });
  };
  for (const [i, count] of byPeople(country!).entries())
    add(country!, "applicants", { max: count }, i);
  const bySchool = byPeople(school!);
  for (let i = 0; i < COUNTRIES; i++) add(school!, "applicants", { max: bySchool[i]! }, i);
  for (const [i, count] of byPlaces(land!).entries()) add(land!, "places", { min: count }, i);
  const byCity = byPlaces(city!);
  for (let i = 0; i < Math.min(10, byCity.length); i++)
    add(city!, "places", { min: byCity[i]! }, i);
  const share = Math.floor((100 * byPeople(fewer!)[1]!) / here.length);
  add(fewer!, "applicants", { minShare: share }, 1);
  const budget = here.reduce((sum, [, o]) => sum + options.cost[o]!, 0);
  return { quotas, budget };
}
