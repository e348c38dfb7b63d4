import { allocate, parseProblem, writeProblem } from "../../allocation/index.ts";

/** Six invented people, three cities, five places: small enough to do on paper. */
const PEOPLE = [
  { name: "Ana", points: 88, rural: false, wishes: ["Bologna", "Maribor"] },
  { name: "Besa", points: 81, rural: false, wishes: ["Bologna", "Lyon"] },
  { name: "Dina", points: 76, rural: false, wishes: ["Bologna", "Maribor", "Lyon"] },
  { name: "Emir", points: 69, rural: false, wishes: ["Maribor", "Bologna"] },
  { name: "Goran", points: 64, rural: true, wishes: ["Maribor", "Lyon"] },
  { name: "Luan", points: 58, rural: false, wishes: ["Lyon", "Bologna"] },
] as const;
const CITIES = [
  { name: "Bologna", places: 2 },
  { name: "Maribor", places: 2 },
  { name: "Lyon", places: 1 },
] as const;

/** The rule alone; one place kept for rural schools; one person who asks in another order. */
export const EXAMPLES = ["plain", "kept", "order"] as const;
export type ExampleName = (typeof EXAMPLES)[number];

export type Example = {
  readonly people: readonly {
    readonly name: string;
    readonly points: number;
    readonly rural: boolean;
    readonly wishes: readonly string[];
    readonly got: string | null;
  }[];
  readonly cities: readonly {
    readonly name: string;
    readonly places: number;
    /** Points of the last person who got in; null while a place is free. */
    readonly last: number | null;
    /** The same for the kept place; undefined where none is kept. */
    readonly lastKept: number | null | undefined;
  }[];
};

/** The example worked out by the same program that gives the real places. */
export async function workOut(which: ExampleName): Promise<Example> {
  const people = PEOPLE.map((person) => ({
    ...person,
    wishes:
      which === "order" && person.name === "Luan" ? ["Maribor", "Bologna", "Lyon"] : person.wishes,
  }));
  const parsed = parseProblem(
    writeProblem({
      applicants: people.map(({ name, points, rural }) => ({
        applicant: name,
        points,
        attributes: { school: rural ? "rural" : "town" },
      })),
      places: CITIES.map(({ name, places }) => ({ place: name, capacity: places })),
      options: people.flatMap(({ name, wishes }) =>
        wishes.map((place, at) => ({ applicant: name, place, rank: at + 1 })),
      ),
      rules: {
        rule: "stable",
        seed: "an example without ties",
        ...(which === "kept"
          ? {
              reserves: [
                {
                  name: "kept",
                  applicants: { school: "rural" },
                  places: { place: "Maribor" },
                  seats: 1,
                },
              ],
            }
          : {}),
      },
    }),
    "stable",
  );
  if (!parsed.ok) throw new Error(`the example is wrong: ${JSON.stringify(parsed.problems)}`);
  const done = await allocate(parsed.problem);
  if (!done.ok) throw new Error(`the example has no answer: ${JSON.stringify(done.problems)}`);
  const { problem } = parsed;
  const { assigned, certificate } = done.result;
  const gotBy = (name: string): string | null => {
    const place = assigned[problem.applicants.ids.indexOf(name)] ?? -1;
    return place < 0 ? null : (problem.places.ids[place] ?? null);
  };
  return {
    people: people.map((person) => ({ ...person, got: gotBy(person.name) })),
    cities: CITIES.map((city) => {
      const claims = certificate.places.find(({ place }) => place === city.name)?.seats ?? [];
      const open = claims.find(({ reserve }) => reserve === null);
      const kept = claims.find(({ reserve }) => reserve !== null);
      return {
        ...city,
        last: open?.last?.points ?? null,
        lastKept: kept === undefined ? undefined : (kept.last?.points ?? null),
      };
    }),
  };
}
