import type { Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { inSchengen } from "../travel/schengen.rules.ts";

export const DIRECTIONS = ["there", "home"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Times are those on the clocks of the two places, `YYYY-MM-DDTHH:MM`, as a ticket says them. */
export type Leg = {
  readonly carrier: string;
  readonly number: string;
  readonly fromPlace: string;
  readonly fromCountry: string;
  readonly departs: string;
  readonly toPlace: string;
  readonly toCountry: string;
  readonly arrives: string;
};

const MOMENT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/;
const COUNTRY = /^[A-Z]{2}$/;
export const dayOf = (moment: string): Day => moment.slice(0, 10) as Day;
/** Clocks between Lisbon and Tirana differ by one hour, to Istanbul by two, so a short flight may "arrive before". */
const CLOCKS_MINUTES = 180;
const minutes = (moment: string): number => Date.parse(`${moment}:00Z`) / 60_000;

/**
 * Everything wrong with an itinerary: each leg at its boxes, legs that do not follow each other, a
 * way there that does not end in the host's country in time, a way home that leaves too early.
 */
export function journeyProblems(
  direction: Direction,
  legs: readonly Leg[],
  stay: { readonly country: string; readonly starts: Day; readonly ends: Day },
): Problem[] {
  const problems: Problem[] = [];
  if (legs.length === 0) return [{ code: "journey-no-leg", field: "legs" }];
  legs.forEach((leg, at) => {
    const box = (name: string) => `${name}-${at + 1}`;
    for (const name of ["carrier", "fromPlace", "toPlace"] as const) {
      if (leg[name] === "") problems.push({ code: "required", field: box(name) });
      else if (leg[name].length > 80) {
        problems.push({ code: "too-long", params: { max: 80 }, field: box(name) });
      }
    }
    if (leg.number.length > 20) {
      problems.push({ code: "too-long", params: { max: 20 }, field: box("number") });
    }
    for (const name of ["fromCountry", "toCountry"] as const) {
      if (!COUNTRY.test(leg[name])) problems.push({ code: "choose-one", field: box(name) });
    }
    for (const name of ["departs", "arrives"] as const) {
      if (!MOMENT.test(leg[name])) problems.push({ code: "not-a-moment", field: box(name) });
    }
  });
  if (problems.length > 0) return problems;
  legs.forEach((leg, at) => {
    if (minutes(leg.arrives) < minutes(leg.departs) - CLOCKS_MINUTES) {
      problems.push({ code: "leg-backwards", params: { leg: at + 1 }, field: `arrives-${at + 1}` });
    }
    const before = legs[at - 1];
    if (before && minutes(leg.departs) < minutes(before.arrives)) {
      problems.push({ code: "leg-missed", params: { leg: at + 1 }, field: `departs-${at + 1}` });
    }
  });
  const [first, last] = [legs[0]!, legs.at(-1)!];
  if (direction === "there") {
    if (last.toCountry !== stay.country) {
      problems.push({ code: "journey-elsewhere", field: `toCountry-${legs.length}` });
    }
    if (dayOf(last.arrives) > stay.starts) {
      const params = { starts: stay.starts };
      problems.push({ code: "journey-too-late", params, field: `arrives-${legs.length}` });
    }
  } else {
    if (first.fromCountry !== stay.country) {
      problems.push({ code: "journey-elsewhere", field: "fromCountry-1" });
    }
    if (dayOf(first.departs) < stay.ends) {
      const params = { ends: stay.ends };
      problems.push({ code: "journey-too-early", params, field: "departs-1" });
    }
  }
  return problems;
}

/**
 * The day on which days in the area begin or end to be counted: the first arrival inside it, or the
 * last departure out of it, wherever that is. A group that changes planes in Vienna for Maribor has
 * entered in Vienna. Where no leg crosses the border, the host's own day counts.
 */
export function borderDay(direction: Direction, legs: readonly Leg[]): Day | null {
  const inside = (country: string, moment: string) => inSchengen(country, dayOf(moment));
  if (direction === "there") {
    const entry = legs.find((leg) => inside(leg.toCountry, leg.arrives)) ?? legs.at(-1);
    return entry ? dayOf(entry.arrives) : null;
  }
  const exit = legs.findLast((leg) => inside(leg.fromCountry, leg.departs)) ?? legs[0];
  return exit ? dayOf(exit.departs) : null;
}
