import type { Day } from "../../shared/day.ts";
import type { Reason } from "./selection.ts";

/** What is known of a person when eligibility is asked; what nobody said is left out. */
export type Facts = {
  readonly enrolled?: boolean | undefined;
  readonly graduatedOn?: Day | null | undefined;
  /** Earlier stays with a programme like this one, as the person or the school said. */
  readonly earlierMobility?: boolean | undefined;
};
type Who = {
  readonly enrolled: boolean;
  readonly graduateMonths: number | null;
  readonly earlierMobility: "any" | "first-only";
};

/** Whole months from one day to a later one; a month is over on the same day of the next. */
export function monthsBetween(from: Day, to: Day): number {
  const [y1 = 0, m1 = 0, d1 = 0] = from.split("-").map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = to.split("-").map(Number);
  return (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0);
}

/**
 * Every rule of the call that speaks against a person as such, not against one wish. Only facts
 * that were stated count: what nobody said is asked, never guessed.
 * @param first the first day of the earliest stay that is still possible, or the day of decision
 * @param stays how many stays of earlier calls the person has had
 */
export function reasonsAgainst(facts: Facts, who: Who, first: Day, stays: number): Reason[] {
  const reasons: Reason[] = [];
  if (who.enrolled && facts.enrolled === false) {
    const { graduatedOn } = facts;
    if (who.graduateMonths === null || !graduatedOn) {
      reasons.push({ code: "not-enrolled", params: {} });
    } else {
      const months = monthsBetween(graduatedOn, first);
      // Twelve months to the day are still within twelve months.
      const over =
        months > who.graduateMonths ||
        (months === who.graduateMonths && graduatedOn.slice(8) !== first.slice(8));
      if (over) {
        reasons.push({
          code: "graduated-too-long-ago",
          params: { graduated: graduatedOn, months: who.graduateMonths, first },
        });
      }
    }
  }
  if (who.earlierMobility === "first-only" && (stays > 0 || facts.earlierMobility === true)) {
    reasons.push({ code: "earlier-mobility", params: { stays: Math.max(stays, 1) } });
  }
  return reasons;
}

/** What the country's word says against somebody where only those it puts forward go on. */
export function wordAgainst(said: {
  readonly putForward?: boolean | undefined;
  readonly putForwardReason?: string | undefined;
}): {
  readonly code: "not-put-forward" | "preselection-missing";
  readonly params: NonNullable<Reason["params"]>;
} | null {
  if (said.putForward === true) return null;
  return said.putForward === false
    ? { code: "not-put-forward", params: { reason: said.putForwardReason ?? "" } }
    : { code: "preselection-missing", params: {} };
}
