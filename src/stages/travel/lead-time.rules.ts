import type { Day } from "../../shared/day.ts";
import { FREE_MOVEMENT, inSchengen, VISA_FREE } from "./schengen.rules.ts";
import type { VisaRule } from "./travel.ts";
import { visaRulesFor } from "./visa.rules.ts";

const DAYS_A_WEEK = 7;
/** Where a visa is likely and the table says nothing: what an embassy needs, papers of the host included. */
export const USUAL_LEAD_DAYS = 60;

/**
 * How many days before entry somebody has to begin who needs a visa; 0 where none is needed. Asked
 * of people in a list, whose passports may not be written down: an ordinary one is taken for granted.
 * @param of.nationality of the papers, else the country the person is sent from
 * @param of.isOver the days in the area would be more than are allowed without a visa
 */
export function visaLeadDays(
  rules: readonly VisaRule[],
  of: {
    readonly nationality: string;
    readonly host: string;
    readonly entry: Day;
    readonly isOver: boolean;
  },
): number {
  const { nationality, host, entry } = of;
  const asked = { nationality, passport: "biometric", issuer: nationality, host, entry } as const;
  const found = visaRulesFor(rules, asked);
  const short = found.entry?.regime === "visa" ? found.entry.leadWeeks * DAYS_A_WEEK : 0;
  const long = of.isOver ? (found.long?.leadWeeks ?? 0) * DAYS_A_WEEK : 0;
  const isLikely =
    of.isOver ||
    (!found.entry &&
      inSchengen(host, entry) &&
      !VISA_FREE.has(nationality) &&
      !FREE_MOVEMENT.has(nationality));
  return Math.max(short, long) || (isLikely ? USUAL_LEAD_DAYS : 0);
}
