import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ProblemRows, writeProblem } from "../src/allocation/index.ts";
import { chance } from "./allocation-problem.ts";

// Writes examples/intervet: a call the size of the one the demo decides, everybody invented.
// `node bench/intervet.ts` gives the same bytes each time.

/** Each sending country's three hosting cities, with the seats of the window. */
const FLOWS: Readonly<Record<string, readonly (readonly [city: string, seats: number])[]>> = {
  AL: [
    ["bologna", 5],
    ["seville", 5],
    ["maribor", 4],
  ],
  BA: [
    ["wroclaw", 5],
    ["bologna", 5],
    ["milan", 4],
  ],
  XK: [
    ["maribor", 5],
    ["lyon", 5],
    ["bologna", 4],
  ],
  ME: [
    ["seville", 5],
    ["milan", 5],
    ["wroclaw", 4],
  ],
  MK: [
    ["bologna", 5],
    ["lyon", 4],
    ["seville", 5],
  ],
  RS: [
    ["maribor", 5],
    ["wroclaw", 5],
    ["bologna", 4],
  ],
};
const APPLICANTS: Readonly<Record<string, number>> = {
  AL: 27,
  BA: 24,
  XK: 24,
  ME: 15,
  MK: 23,
  RS: 27,
};
/** How much less each next city is asked for; steep enough in ME to leave a seat nobody wrote. */
const STEEPNESS: Readonly<Record<string, number>> = {
  AL: 25,
  BA: 25,
  XK: 25,
  ME: 75,
  MK: 25,
  RS: 25,
};

export function intervet(): ProblemRows {
  const below = chance(2027);
  const applicants: ProblemRows["applicants"][number][] = [];
  const options: ProblemRows["options"][number][] = [];
  for (const [country, flows] of Object.entries(FLOWS)) {
    // The first city of a country is the one most talked about, so most write it first.
    for (let i = 0; i < APPLICANTS[country]!; i++) {
      const applicant = `a-${String(applicants.length + 1).padStart(3, "0")}`;
      applicants.push({
        applicant,
        // Sums of three parts crowd in the middle, so cut-offs meet ties.
        points: 34 + below(22) + below(22) + below(22),
        attributes: {
          sending_country: country,
          school: `${country.toLowerCase()}-school-${1 + below(4)}`,
          gender: below(2) === 0 ? "f" : "m",
          reserve: below(5) === 0 ? "reserve_1" : "none",
        },
      });
      const cities = flows.map(([city], at) => ({
        city,
        pull: below(100) - at * STEEPNESS[country]!,
      }));
      cities.sort((a, b) => b.pull - a.pull);
      const wishes =
        below(6) === 0 ? 1 : below(4) === 0 ? 2 : country === "ME" && below(3) > 0 ? 2 : 3;
      cities.slice(0, wishes).forEach(({ city }, at) => {
        options.push({ applicant, place: `${country}-${city}`.toLowerCase(), rank: at + 1 });
      });
    }
  }
  const places = Object.entries(FLOWS).flatMap(([country, flows]) =>
    flows.map(([city, capacity]) => ({
      place: `${country}-${city}`.toLowerCase(),
      capacity,
      attributes: { sending_country: country, city },
    })),
  );
  return {
    applicants,
    places,
    options,
    rules: {
      rule: "stable",
      seed: "intervet-call-3",
      reserves: [
        {
          name: "reserve_1",
          applicants: { reserve: "reserve_1" },
          places: { city: ["bologna", "seville", "maribor"] },
          seats: 1,
        },
      ],
      pins: [
        {
          applicant: "a-008",
          place: "al-maribor",
          reason: "Sister of a learner already placed there; decided by the coordinator.",
        },
      ],
    },
  };
}

if (process.argv[1] === import.meta.filename) {
  const dir = join(import.meta.dirname, "../examples/intervet");
  mkdirSync(dir, { recursive: true });
  for (const [file, text] of Object.entries(writeProblem(intervet()))) {
    writeFileSync(join(dir, file), text);
  }
}
