import type { Day } from "../../shared/day.ts";
import type { Localised } from "../schemes/scheme.ts";

/** For whom a programme is: one may be for several. */
export const AUDIENCES = ["learners", "staff", "schools"] as const;
export type OpportunityAudience = (typeof AUDIENCES)[number];

export type OpportunityState = "proposed" | "shown" | "refused" | "taken-down";
export type OpportunityAction = "propose" | "publish" | "refuse" | "take-down";

export type NewOpportunity = {
  readonly title: Localised;
  readonly about: Localised;
  readonly organiser: string;
  /** Countries from which one may apply. */
  readonly countries: readonly string[];
  readonly audience: readonly OpportunityAudience[];
  /** The line of this scheme that it is most like. */
  readonly lineCode: string | null;
  /** The last day; null where one can apply all year. */
  readonly deadline: Day | null;
  readonly source: string;
  readonly link: string;
  readonly checkedOn: Day;
};

/** As anybody may read it. */
export type PublicOpportunity = NewOpportunity & {
  readonly id: string;
  readonly state: OpportunityState;
  readonly proposedAt: Date;
  readonly changedAt: Date;
  /** The last day on which it stands in the list. */
  readonly endsOn: Day;
  readonly ended: boolean;
};

/** As the office reads it. */
export type Opportunity = PublicOpportunity & {
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly reason: string | null;
  readonly stateSince: Date;
};
