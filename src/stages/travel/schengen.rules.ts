import { type Day, day } from "../../shared/day.ts";
import type { Span } from "./presence.rules.ts";

const ALWAYS = day("1995-03-26");
const since = (from: string, countries: string): [string, Day][] =>
  countries.split(" ").map((country) => [country, day(from)]);

/**
 * States of the Schengen area and the first day on which days there count. Those that joined before
 * anybody's stay here was written down stand under its first day; Bulgaria and Romania count from
 * the day on which their airports joined, because a flight is how a group gets there.
 */
export const SCHENGEN: ReadonlyMap<string, Day> = new Map([
  ...since(ALWAYS, "AT BE CH CZ DE DK EE ES FI FR GR HU IS IT LT LU LV MT NL NO PL PT SE SI SK"),
  ...since("2011-12-19", "LI"),
  ...since("2023-01-01", "HR"),
  ...since("2024-03-31", "BG RO"),
]);

/** Sending countries whose passports may travel without a visa; citizens of others hold a permit. */
export const VISA_FREE: ReadonlySet<string> = new Set(["AL", "BA", "XK", "ME", "MK", "RS"]);

/** Citizens of these move freely in the area: no visa, no count of days. */
export const FREE_MOVEMENT: ReadonlySet<string> = new Set([...SCHENGEN.keys(), "IE", "CY"]);

export const inSchengen = (country: string, on: Day): boolean => {
  const from = SCHENGEN.get(country);
  return from !== undefined && from <= on;
};

/** The part of a stay that counts as spent in the area. */
export function schengenPart(country: string, stay: Span): Span | undefined {
  const joined = SCHENGEN.get(country);
  if (joined === undefined || joined > stay.to) return undefined;
  return joined <= stay.from ? stay : { from: joined, to: stay.to };
}
