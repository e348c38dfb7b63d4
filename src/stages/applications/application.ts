import type { Day } from "../../shared/day.ts";
import type { ApplicationId, FlowId, OrganisationId, PersonId } from "../../shared/id.ts";
import type { EnteredBy } from "./draft.ts";
import type { SpokenLanguage } from "./language.rules.ts";

export const APPLICATION_STATES = ["submitted", "withdrawn"] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];
export type ApplicationAction = "withdraw" | "reinstate";

/** Why an application left a call or came back: a code, because free text collects diagnoses. */
export const CHANGE_REASONS = ["person-asked", "left-school", "entered-by-mistake"] as const;
export type ChangeReason = (typeof CHANGE_REASONS)[number];

export const GENDERS = ["woman", "man", "other"] as const;
export type Gender = (typeof GENDERS)[number];

/** A reason for a reserved seat that is special-category data: sealed, and read for a purpose only. */
export const GROUNDS = ["fewer-opportunities"] as const;
export type Ground = (typeof GROUNDS)[number];

/** A person as the passport writes the name; nothing is transliterated or changed in case. */
export type PersonDetails = {
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: Day;
  readonly gender?: Gender | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  /** Where the person goes to school: the sending country, never nationality. */
  readonly country: string;
  readonly invented?: boolean | undefined;
};

/** Days already spent in the Schengen area or planned there, first and last day included. */
export type DeclaredStay = {
  readonly entry: Day;
  readonly exit: Day;
  /** Under a residence permit or a national visa, so that the days do not count. */
  readonly permit?: boolean | undefined;
};

/** What somebody brings to a call. */
export type Entry = {
  readonly person: PersonDetails;
  readonly organisationId: string;
  readonly trade: string;
  readonly locale: string;
  /** Points a criterion of the call; a criterion left out counts as 0. */
  readonly points: Readonly<Record<string, number>>;
  /** Flows in order of wish, first wish first. */
  readonly wishes: readonly string[];
  readonly grounds?: readonly Ground[] | undefined;
  readonly declaredStays?: readonly DeclaredStay[] | undefined;
  readonly languages?: readonly SpokenLanguage[] | undefined;
  /** Given only by the invented demo, whose codes are printed in its guide. */
  readonly code?: string | undefined;
  readonly submittedAt?: Date | undefined;
  /** The version of the form that was answered; absent where nobody answered one. */
  readonly formVersionId?: string | undefined;
  /** Who typed it; told by the actor when left out. */
  readonly enteredBy?: EnteredBy | undefined;
  readonly facts?: Facts | undefined;
};

/** What eligibility asks for, as the applicant or the school said it. */
export type Facts = {
  readonly enrolled?: boolean;
  /** The last day of the month of graduation. */
  readonly graduatedOn?: Day;
  readonly schoolYear?: string;
};

export type Registered = {
  readonly applicationId: ApplicationId;
  readonly personId: PersonId;
  readonly code: string;
};

export type Application = {
  readonly id: ApplicationId;
  readonly callId: string;
  readonly personId: PersonId;
  readonly code: string;
  readonly state: ApplicationState;
  readonly organisationId: OrganisationId;
  readonly organisationName: string;
  readonly sendingCountry: string;
  readonly trade: string;
  readonly locale: string;
  readonly points: number;
  readonly submittedAt: Date;
  readonly person: {
    readonly givenNames: string;
    readonly familyName: string;
    readonly birthDate: Day;
    readonly gender: Gender | null;
    readonly email: string | null;
    readonly phone: string | null;
  };
  readonly pointsByCriterion: Readonly<Record<string, number>>;
  readonly wishes: readonly {
    readonly rank: number;
    readonly flowId: FlowId;
    readonly code: string;
    readonly city: string;
    readonly country: string;
    readonly starts: Day;
    readonly ends: Day;
  }[];
};
