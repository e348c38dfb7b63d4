import { type Day, daysBetween } from "../../shared/day.ts";
import { visaLeadDays } from "../travel/lead-time.rules.ts";
import type { VisaRule } from "../travel/travel.ts";

/** A rule that speaks against offering a freed seat to somebody, with its figures. */
export type Obstacle = {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
};

/**
 * Everything that keeps a waiting person from a freed seat today: the rules of the call asked again
 * with what has been learnt since, and whether a visa can still be had where one is needed, by what
 * the programme knows of visas. A freed seat comes late in the year of a flow, so what was possible
 * at the contest may not be any more.
 */
export function reserveObstacles(
  removals: readonly Obstacle[],
  of: {
    /** Of the papers, else the country the person is sent from. */
    readonly nationality: string;
    readonly hostingCountry: string;
    readonly starts: Day;
    readonly today: Day;
  },
  rules: readonly VisaRule[],
): Obstacle[] {
  const days = daysBetween(of.today, of.starts);
  const needed = visaLeadDays(rules, {
    nationality: of.nationality,
    host: of.hostingCountry,
    entry: of.starts,
    isOver: removals.some((removal) => removal.code === "visa-days"),
  });
  return [
    ...removals,
    ...(days < needed ? [{ code: "visa-lead-time", params: { days, needed } }] : []),
  ];
}
