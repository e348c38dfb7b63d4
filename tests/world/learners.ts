import { addDays, type Day, day } from "../../src/shared/day.ts";
import type { Entry } from "../../src/stages/applications/application.ts";
import { CRITERIA, type DemoFlow, TRADES } from "./calls.ts";
import { SCHOOLS } from "./consortium.ts";
import { chance, inventedNames, pick } from "./names.ts";

/** Where one invented learner goes to school, what the points add up to and what is wished for. */
type Sketch = {
  readonly total: number;
  /** Cities in order of wish. */
  readonly wishes: readonly string[];
  readonly reserve?: "fewer-opportunities" | "rural";
  readonly fixed?: Partial<Pick<Entry, "code" | "trade" | "points" | "locale">> & {
    readonly person: {
      readonly givenNames: string;
      readonly familyName: string;
      readonly gender: "woman" | "man";
    };
    readonly age: number;
  };
};

/** Resolved by the builder: a city of the learner's country to a flow, a school's name to an id. */
export type Learner = Omit<Entry, "wishes" | "organisationId"> & {
  readonly cities: readonly string[];
  readonly school: string;
  readonly country: string;
};

/** The learner of the first five minutes: 71 points, Bologna full, Maribor open. */
export const ARTA = { code: "KLF-7M4-2QX", givenNames: "Arta", familyName: "Kodra" } as const;
/** In the call before: first on the reserve list, with a place offered and not yet answered. */
export const DORUNTINA = {
  code: "KLF-4AB-9TE",
  givenNames: "Doruntina",
  familyName: "Malaj",
} as const;

const B = "Bologna";
const M = "Maribor";
const W = "Wrocław";

/**
 * Albania in call 3, written by hand so that the story of the first five minutes can be checked
 * on paper: Bologna is full at 76, Maribor at 68, Wrocław at 60, one reserved seat goes to 64.
 */
const ALBANIA_CALL_3: readonly Sketch[] = [
  ...[91, 88, 85, 82, 76].map((total) => ({ total, wishes: [B, M, W] })),
  { total: 75, wishes: [B, M, W] },
  { total: 74, wishes: [B, W] },
  {
    total: 71,
    wishes: [B, M, W],
    fixed: {
      code: ARTA.code,
      locale: "sq",
      trade: "hospitality",
      points: {
        "school-record": 25,
        motivation: 19,
        languages: 14,
        independence: 8,
        "first-time": 5,
      },
      person: { givenNames: ARTA.givenNames, familyName: ARTA.familyName, gender: "woman" },
      age: 18,
    },
  },
  { total: 64, wishes: [B, M], reserve: "fewer-opportunities" },
  { total: 66, wishes: [B, M] },
  { total: 62, wishes: [B, M] },
  { total: 57, wishes: [B] },
  ...[83, 78, 68].map((total) => ({ total, wishes: [M, W] })),
  ...[65, 61, 53].map((total) => ({ total, wishes: [M] })),
  ...[80, 69, 60, 58, 55, 50, 47, 45].map((total) => ({ total, wishes: [W] })),
];

/** Bosnia and Herzegovina: two people with 77 points and one seat left in Milan. */
const BOSNIA_CALL_3: readonly Sketch[] = [
  ...[90, 86, 84, 77, 77].map((total) => ({ total, wishes: ["Milan", "Seville"] })),
  { total: 59, wishes: ["Milan"], reserve: "fewer-opportunities" },
];

/** Montenegro: nearly nobody wishes for Seville, so it stays under its minimum with seats free. */
const MONTENEGRO_CALL_3: readonly Sketch[] = [
  ...[87, 81, 79, 73, 66].map((total) => ({ total, wishes: [B, M] })),
  ...[84, 76, 72, 69, 63, 54].map((total) => ({ total, wishes: [M, B] })),
  { total: 67, wishes: ["Seville", B] },
  { total: 52, wishes: ["Seville"] },
];

const ALBANIA_CALL_2: readonly Sketch[] = [
  ...[89, 84, 80, 77, 74].map((total) => ({ total, wishes: [M, B] })),
  {
    total: 71,
    wishes: [M],
    fixed: {
      code: DORUNTINA.code,
      locale: "sq",
      trade: "hairdressing",
      person: {
        givenNames: DORUNTINA.givenNames,
        familyName: DORUNTINA.familyName,
        gender: "woman",
      },
      age: 18,
    },
  },
  ...[86, 82, 70, 64].map((total) => ({ total, wishes: [B] })),
  { total: 61, wishes: [B], reserve: "fewer-opportunities" },
  ...[63, 55, 48].map((total) => ({ total, wishes: [M, B] })),
];

/** Points of the criteria that add up to a total: close to even, inside every maximum. */
function split(total: number, next: () => number): Record<string, number> {
  const firstTime = total >= 5 && next() < 0.9 ? 5 : 0;
  const rest = CRITERIA.filter((c) => c.code !== "first-time");
  const room = rest.reduce((sum, c) => sum + c.maximum, 0);
  let left = total - firstTime;
  let roomLeft = room;
  const points: Record<string, number> = { "first-time": firstTime };
  for (const { code, maximum } of rest) {
    const even = (left * maximum) / roomLeft;
    const least = Math.max(0, left - (roomLeft - maximum));
    const drawn = Math.round(even + (next() - 0.5) * maximum * 0.3);
    points[code] = Math.min(maximum, left, Math.max(least, drawn));
    left -= points[code];
    roomLeft -= maximum;
  }
  return points;
}

function random(country: string, flows: readonly DemoFlow[], next: () => number): Sketch {
  const cities = [...new Set(flows.filter((f) => f.from === country).map((f) => f.city))];
  const order = cities.map((city) => ({ city, at: next() })).sort((a, b) => a.at - b.at);
  const many = next() < 0.7 ? 3 : next() < 0.7 ? 2 : 1;
  const total = Math.round(40 + 54 * ((next() + next() + next()) / 3));
  const group = next();
  return {
    total,
    wishes: order.slice(0, many).map((o) => o.city),
    ...(group < 0.15
      ? { reserve: "fewer-opportunities" as const }
      : group < 0.3
        ? { reserve: "rural" as const }
        : {}),
  };
}

/** Wrocław takes two trades from Bosnia and Herzegovina; nearly everybody who asks for it has one. */
const COUNTED_TRADES = [
  "car-mechanics",
  "car-mechanics",
  "car-mechanics",
  "hospitality",
  "hospitality",
  "electrical",
] as const;

const LOCALE: Readonly<Record<string, string>> = {
  AL: "sq",
  XK: "sq",
  BA: "bs",
  ME: "cnr",
  RS: "sr-Cyrl",
  MK: "mk",
};

/**
 * The invented applicants of a call: the sketches first, then as many more by chance as the country
 * needs. The same seed gives the same people on every machine; only their birth days move with the
 * day the demo is made.
 */
export function learnersOf(
  call: 2 | 3,
  flows: readonly DemoFlow[],
  sizes: Readonly<Record<string, number>>,
  starts: Day,
): Learner[] {
  const sketched: Readonly<Record<string, readonly Sketch[]>> =
    call === 3
      ? { AL: ALBANIA_CALL_3, BA: BOSNIA_CALL_3, ME: MONTENEGRO_CALL_3 }
      : { AL: ALBANIA_CALL_2 };
  const learners: Learner[] = [];
  for (const [country, size] of Object.entries(sizes)) {
    const next = chance(call * 1000 + country.charCodeAt(0) * 31 + country.charCodeAt(1));
    const nameOf = inventedNames(country, next);
    const by = sketched[country] ?? [];
    for (let at = 0; at < size; at += 1) {
      learners.push(
        learner(by[at] ?? random(country, flows, next), {
          call,
          at,
          country,
          starts,
          next,
          nameOf,
        }),
      );
    }
  }
  return learners;
}

function learner(
  sketch: Sketch,
  with_: {
    call: number;
    at: number;
    country: string;
    starts: Day;
    next: () => number;
    nameOf: (gender: "woman" | "man") => { givenNames: string; familyName: string };
  },
): Learner {
  const { call, at, country, starts, next } = with_;
  const gender = next() < 0.47 ? "woman" : "man";
  const name = sketch.fixed?.person ?? { ...with_.nameOf(gender), gender };
  const age = sketch.fixed?.age ?? 16 + Math.floor(next() * 4);
  const birthDate = birthday(starts, age, Math.floor(next() * 330) + 10);
  const schools = SCHOOLS.filter((s) => s.country === country);
  const wanted = schools.filter(
    (s) => s.setting === (sketch.reserve === "rural" ? "rural" : "urban"),
  );
  const school = pick(
    sketch.reserve === undefined
      ? schools.filter((s) => s.setting === "urban" || next() < 0.3)
      : wanted,
    next,
  );
  const hasMail = next() < 0.4;
  // One learner in thirty has been in the Schengen area so long that a flow would pass 90 days.
  const longStay = sketch.fixed === undefined && at > 20 && next() < 0.1;
  const trade =
    sketch.fixed?.trade ??
    pick(sketch.wishes.includes(W) && country === "BA" ? COUNTED_TRADES : TRADES, next);
  const points = sketch.fixed?.points ?? split(sketch.total, next);
  return {
    person: {
      givenNames: name.givenNames,
      familyName: name.familyName,
      gender: name.gender,
      birthDate,
      country,
      email:
        hasMail || sketch.fixed
          ? `${country.toLowerCase()}${call}${String(at).padStart(2, "0")}@learner.example`
          : null,
      invented: true,
    },
    country,
    school: school.name,
    trade,
    locale: sketch.fixed?.locale ?? LOCALE[country] ?? "en",
    points,
    // Who has points for languages shows a certificate; the others say it themselves.
    languages: [
      (points.languages ?? 0) > 11
        ? { language: "en", level: "B1", basis: "certificate" }
        : { language: "en", level: "A2", basis: "self" },
    ],
    cities: sketch.wishes,
    ...(sketch.reserve === "fewer-opportunities"
      ? { grounds: ["fewer-opportunities" as const] }
      : {}),
    ...(sketch.fixed?.code ? { code: sketch.fixed.code } : {}),
    ...(longStay
      ? { declaredStays: [{ entry: addDays(starts, -80), exit: addDays(starts, -5) }] }
      : {}),
  };
}

/** The birth day of somebody who is `age` when the flow starts and had a birthday `ago` days before. */
function birthday(starts: Day, age: number, ago: number): Day {
  const last = addDays(starts, -ago);
  const year = Number(last.slice(0, 4)) - age;
  const rest = last.slice(4) === "-02-29" ? "-02-28" : last.slice(4);
  return day(`${year}${rest}`);
}
