import type { ProblemRows } from "../../allocation/index.ts";
import { ageOn, type Day } from "../../shared/day.ts";
import type { Guest } from "./capacity.rules.ts";
import type { Capacity } from "./hosting.ts";

/** Why a learner cannot be at a company's line; the first that is met is told. */
export type MatchBar = "other-trade" | "other-days" | "too-young" | "stairs" | "full";
/** What makes a placement worth more, each in points; together they are its weight. */
export const MATCH_PARTS = {
  "any-place": 100,
  "own-trade": 600,
  "open-trade": 200,
  "no-language": 100,
  "no-age": 20,
} as const;
export type MatchPart = keyof typeof MATCH_PARTS;

export type MatchLearner = {
  readonly mobilityId: string;
  readonly trade: string | null;
  readonly birthDate: string;
  readonly starts: string;
  readonly ends: string;
  /** Said by the office for this run; kept sealed with it. */
  readonly needsNoStairs: boolean;
};
export type MatchLine = Capacity & { readonly organisationId: string };
export type MatchPin = {
  readonly mobilityId: string;
  readonly organisationId: string;
  readonly reason: string;
};
/** A line of a company that can take somebody: what the engine calls a place. */
export type MatchPlace = {
  readonly place: string;
  readonly organisationId: string;
  readonly line: MatchLine;
  readonly seats: number;
};
export type MatchOption = {
  readonly mobilityId: string;
  readonly place: string;
  readonly weight: number;
  readonly parts: readonly MatchPart[];
};
export type Removed = {
  readonly mobilityId: string;
  readonly organisationId: string;
  readonly code: MatchBar;
};

/** Seats of each line that nobody holds: whoever is there takes a line of the own trade first. */
export function seatsLeft(
  lines: readonly MatchLine[],
  guests: readonly (Guest & { readonly organisationId: string })[],
): MatchPlace[] {
  const places = lines.map((line, at) => ({
    place: `${line.organisationId}/${at + 1}`,
    organisationId: line.organisationId,
    line,
    seats: line.places,
  }));
  for (const guest of guests) {
    const open = places.filter(
      (p) =>
        p.organisationId === guest.organisationId &&
        p.seats > 0 &&
        p.line.starts <= guest.ends &&
        guest.starts <= p.line.ends,
    );
    const taken =
      open.find((p) => p.line.trade !== null && p.line.trade === guest.trade) ??
      open.find((p) => p.line.trade === null);
    if (taken) taken.seats -= 1;
  }
  return places;
}

function barOf(learner: MatchLearner, place: MatchPlace): MatchBar | null {
  const { line } = place;
  if (line.trade !== null && line.trade !== learner.trade) return "other-trade";
  if (line.starts > learner.starts || line.ends < learner.ends) return "other-days";
  const age = ageOn(learner.birthDate as Day, learner.starts as Day);
  if (line.minimumAge !== null && age < line.minimumAge) return "too-young";
  if (learner.needsNoStairs && !line.accessible) return "stairs";
  return place.seats === 0 ? "full" : null;
}

const partsOf = (learner: MatchLearner, { line }: MatchPlace): MatchPart[] => [
  "any-place",
  line.trade !== null && line.trade === learner.trade ? "own-trade" : "open-trade",
  // Nobody wrote down how well a learner speaks a language, so a line that asks for none is safer.
  ...(line.language === null ? (["no-language"] as const) : []),
  ...(line.minimumAge === null ? (["no-age"] as const) : []),
];

/** The frozen question: who could be where and what it is worth, and every pair that cannot be. */
export function matchProblem(from: {
  readonly learners: readonly MatchLearner[];
  readonly places: readonly MatchPlace[];
  readonly pins: readonly MatchPin[];
  readonly seed: string;
}): {
  readonly rows: ProblemRows;
  readonly options: readonly MatchOption[];
  readonly removed: readonly Removed[];
  /** Pins at a company without a free seat: they wait, and the page says so. */
  readonly waitingPins: readonly MatchPin[];
} {
  const options: MatchOption[] = [];
  const removed: Removed[] = [];
  const free = new Map(from.places.map((place) => [place.place, place.seats]));
  const pins: { applicant: string; place: string; reason: string }[] = [];
  const waitingPins: MatchPin[] = [];
  for (const learner of from.learners) {
    const { mobilityId } = learner;
    const bars = new Map<string, MatchBar | null>();
    for (const place of from.places) {
      const bar = barOf(learner, place);
      // A company's other line may take what this one does not.
      if (bars.get(place.organisationId) !== null) bars.set(place.organisationId, bar);
      if (bar !== null) continue;
      const parts = partsOf(learner, place);
      const weight = parts.reduce((sum, part) => sum + MATCH_PARTS[part], 0);
      options.push({ mobilityId, place: place.place, weight, parts });
    }
    for (const [organisationId, code] of bars) {
      if (code !== null) removed.push({ mobilityId, organisationId, code });
    }
    const pin = from.pins.find((each) => each.mobilityId === mobilityId);
    if (!pin) continue;
    // A person's decision goes past the reasons, but not past the seats.
    const at = from.places.find(
      (place) => place.organisationId === pin.organisationId && (free.get(place.place) ?? 0) > 0,
    );
    if (!at) {
      waitingPins.push(pin);
      continue;
    }
    free.set(at.place, (free.get(at.place) ?? 0) - 1);
    pins.push({ applicant: mobilityId, place: at.place, reason: pin.reason });
    if (!options.some((o) => o.mobilityId === mobilityId && o.place === at.place)) {
      options.push({
        mobilityId,
        place: at.place,
        weight: MATCH_PARTS["any-place"],
        parts: ["any-place"],
      });
    }
  }
  return {
    options,
    removed,
    waitingPins,
    rows: {
      applicants: from.learners.map(({ mobilityId }) => ({ applicant: mobilityId })),
      places: from.places.map(({ place, seats }) => ({ place, capacity: seats })),
      options: options.map(({ mobilityId, place, weight }) => ({
        applicant: mobilityId,
        place,
        weight,
      })),
      rules: { rule: "best-total", seed: from.seed, pins },
    },
  };
}
