import type { Day } from "../../shared/day.ts";

type Localised = Readonly<Record<string, string>>;

/** A part of the points, as it is shown; the stage of the calls keeps exactly this. */
export interface ShownCriterion {
  readonly code: string;
  readonly name: Localised;
  readonly maximum: number;
  readonly kind?: "entered" | "table" | "assessed" | "interview";
  readonly source?: "school" | "applicant" | "assessor" | "panel";
  readonly table?: readonly {
    readonly value: string;
    readonly label: Localised;
    readonly points: number;
  }[];
  readonly anchors?: readonly { readonly score: number; readonly words: Localised }[];
  readonly veto?: boolean;
}

export interface ShownFlow {
  readonly code: string;
  readonly sendingCountry: string;
  readonly city: string;
  readonly country: string;
  readonly hostingOrganisation: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly places: readonly {
    readonly trade: string | null;
    readonly seats: number;
    readonly kept: number;
  }[];
}

/** What the pieces of a call's page need; `readCallSheet` gives it. */
export interface ShownCall {
  readonly number: number;
  readonly publicCode: string;
  readonly round: number;
  readonly roundOfNumber: number | null;
  readonly title: Localised;
  readonly about: Localised;
  readonly audience: "learners" | "staff";
  readonly lineName: Localised;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly decideBy: Day;
  readonly answerBy: Date;
  readonly graceMinutes: number;
  readonly objectionDays: number;
  readonly needsList: boolean;
  readonly minimumAge: number;
  readonly maximumAge: number;
  readonly drawSeed: string;
  readonly criteria: readonly ShownCriterion[];
  readonly ties: readonly string[];
  readonly paid: readonly { readonly paid: boolean; readonly text: Localised }[];
  readonly who: {
    readonly enrolled: boolean;
    readonly graduateMonths: number | null;
    readonly earlierMobility: "any" | "first-only";
  };
  readonly flows: readonly ShownFlow[];
  readonly owners: readonly {
    readonly country: string;
    readonly name: string;
    readonly phone: string;
    readonly email: string | null;
  }[];
  readonly preselection: { readonly onlyThose: boolean; readonly until: Day } | null;
  readonly kept: readonly { readonly name: Localised; readonly seats: number }[];
}

export const seatsOfFlow = (flow: ShownFlow): number =>
  flow.places.reduce((sum, place) => sum + place.seats, 0);
