import type { ProblemRows } from "../../allocation/index.ts";
import { ageOn, type Day } from "../../shared/day.ts";
import { reaches, type SpokenLanguage } from "../applications/language.rules.ts";
import type { Guest } from "./capacity.rules.ts";
import type { Capacity } from "./hosting.ts";
import type { RoomCell } from "./rooms.rules.ts";

/** Why a learner cannot be at a company's line; the first that is met is told. */
export type MatchBar =
  | "other-trade"
  | "other-days"
  | "too-young"
  | "language"
  | "language-unknown"
  | "full";
/** What is about one person's health counts like any other bar, and no run keeps it or tells it. */
const KEPT_APART = "kept-apart";
/** What makes a placement worth more, each in points; together they are its weight. */
export const MATCH_PARTS = {
  "any-place": 100,
  "own-trade": 600,
  "open-trade": 200,
  "no-language": 100,
  "language-shown": 100,
  "language-said": 80,
  "no-age": 20,
} as const;
export type MatchPart = keyof typeof MATCH_PARTS;
/**
 * The weight of going without a bed, more than all parts together: exactly as many as have no bed
 * take such a place in every best total, and who that is decides what is left of it.
 */
export const NO_BED = 10_000;
/** Places of the engine that stand for "no bed"; their names tell nothing of whom they are for. */
export const noBed = (at: number): string => `room_${at + 1}`;

export type MatchLearner = {
  readonly mobilityId: string;
  readonly trade: string | null;
  readonly birthDate: string;
  readonly starts: string;
  readonly ends: string;
  /** Read for this purpose alone; only what it rules out reaches the frozen question. */
  readonly needsNoStairs: boolean;
  readonly languages: readonly SpokenLanguage[];
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
  /** What the line asks for, where a language is what is missing. */
  readonly asks?: { readonly language: string; readonly level: string };
};
/** How many of each cell have a bed in one division of the rooms. */
export type MatchRooms = { readonly cells: readonly RoomCell[]; readonly beds: readonly number[] };

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

function barOf(learner: MatchLearner, place: MatchPlace): MatchBar | typeof KEPT_APART | null {
  const { line } = place;
  if (line.trade !== null && line.trade !== learner.trade) return "other-trade";
  if (line.starts > learner.starts || line.ends < learner.ends) return "other-days";
  const age = ageOn(learner.birthDate as Day, learner.starts as Day);
  if (line.minimumAge !== null && age < line.minimumAge) return "too-young";
  const speaks = languageFor(learner, line);
  if (speaks === "language" || speaks === "language-unknown") return speaks;
  if (learner.needsNoStairs && !line.accessible) return KEPT_APART;
  return place.seats === 0 ? "full" : null;
}

function languageFor(
  { languages }: MatchLearner,
  { language, level }: MatchLine,
): "no-language" | "language-shown" | "language-said" | "language" | "language-unknown" {
  if (language === null || level === null) return "no-language";
  const own = languages.find((one) => one.language === language);
  if (!own) return "language-unknown";
  if (!reaches(own.level, level)) return "language";
  return own.basis === "self" ? "language-said" : "language-shown";
}

const partsOf = (learner: MatchLearner, { line }: MatchPlace): MatchPart[] => [
  "any-place",
  line.trade !== null && line.trade === learner.trade ? "own-trade" : "open-trade",
  ...languageParts(learner, line),
  ...(line.minimumAge === null ? (["no-age"] as const) : []),
];

function languageParts(learner: MatchLearner, line: MatchLine): readonly MatchPart[] {
  const found = languageFor(learner, line);
  return found === "language" || found === "language-unknown" ? [] : [found];
}

/** The frozen question: who could be where and what it is worth, and every pair that cannot be. */
export function matchProblem(from: {
  readonly learners: readonly MatchLearner[];
  readonly places: readonly MatchPlace[];
  readonly pins: readonly MatchPin[];
  readonly seed: string;
  /** Left out where no host wrote beds down: then nobody knows, and beds hold nobody up. */
  readonly rooms?: MatchRooms;
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
    const bars = new Map<string, Removed | typeof KEPT_APART | null>();
    for (const place of from.places) {
      const bar = barOf(learner, place);
      // A company's other line may take what this one does not.
      const { organisationId, line } = place;
      if (bars.get(organisationId) !== null) {
        const { language, level } = line;
        const asks = language !== null && level !== null ? { language, level } : null;
        const named = bar === "language" || bar === "language-unknown" ? asks : null;
        bars.set(
          organisationId,
          bar === null || bar === KEPT_APART
            ? bar
            : { mobilityId, organisationId, code: bar, ...(named ? { asks: named } : {}) },
        );
      }
      if (bar !== null) continue;
      const parts = partsOf(learner, place);
      const weight = parts.reduce((sum, part) => sum + MATCH_PARTS[part], 0);
      options.push({ mobilityId, place: place.place, weight, parts });
    }
    for (const bar of bars.values()) {
      if (bar !== null && bar !== KEPT_APART) removed.push(bar);
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
  const pinned = new Set(pins.map((pin) => pin.applicant));
  const without = noBeds(from.rooms, pinned);
  return {
    options,
    removed,
    waitingPins,
    rows: {
      applicants: from.learners.map(({ mobilityId }) => ({ applicant: mobilityId })),
      places: [
        ...from.places.map(({ place, seats }) => ({ place, capacity: seats })),
        ...without.map(({ place, capacity }) => ({ place, capacity })),
      ],
      options: [
        ...options.map(({ mobilityId, place, weight }) => ({
          applicant: mobilityId,
          place,
          weight,
        })),
        ...without.flatMap(({ place, people }) =>
          people.map((applicant) => ({ applicant, place, weight: NO_BED })),
        ),
      ],
      rules: { rule: "best-total", seed: from.seed, pins },
    },
  };
}

/** As many places without a bed as there are people of a cell too many; a person's decision has one. */
function noBeds(rooms: MatchRooms | undefined, pinned: ReadonlySet<string>) {
  return (rooms?.cells ?? []).flatMap((cell, at) => {
    const capacity = cell.people.length - (rooms?.beds[at] ?? 0);
    const people = cell.people.filter((one) => !pinned.has(one));
    return capacity > 0 ? [{ place: noBed(at), capacity, people }] : [];
  });
}

/** Whether every learner whom a person decided on has a bed in this division of the rooms. */
export const pinsHaveBeds = (rooms: MatchRooms, pinned: readonly string[]): boolean =>
  rooms.cells.every(
    (cell, at) => cell.people.filter((one) => pinned.includes(one)).length <= (rooms.beds[at] ?? 0),
  );
