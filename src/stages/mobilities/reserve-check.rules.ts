import { type Day, daysBetween } from "../../shared/day.ts";
import { SCHENGEN, VISA_FREE } from "../travel/schengen.rules.ts";

/** A rule that speaks against offering a freed seat to somebody, with its figures. */
export type Obstacle = {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
};

/**
 * What an embassy needs for a national visa, papers of the host included. A freed seat comes late in
 * the year of a flow, so what was possible at the contest may not be any more.
 */
export const VISA_LEAD_DAYS = 60;

/**
 * Everything that keeps a waiting person from a freed seat today: the rules of the call asked again
 * with what has been learnt since, and whether a visa can still be had where one is needed.
 */
export function reserveObstacles(
  removals: readonly Obstacle[],
  of: {
    readonly sendingCountry: string;
    readonly hostingCountry: string;
    readonly starts: Day;
    readonly today: Day;
  },
): Obstacle[] {
  const days = daysBetween(of.today, of.starts);
  const needsVisa =
    removals.some((removal) => removal.code === "visa-days") ||
    (SCHENGEN.has(of.hostingCountry) && !VISA_FREE.has(of.sendingCountry));
  return [
    ...removals,
    ...(needsVisa && days < VISA_LEAD_DAYS
      ? [{ code: "visa-lead-time", params: { days, needed: VISA_LEAD_DAYS } }]
      : []),
  ];
}
