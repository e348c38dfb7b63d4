import type { Day } from "../../shared/day.ts";
import type { PersonId } from "../../shared/id.ts";
import type { EnteredBy } from "./draft.ts";

/** Where an applicant stands: the application's state, or the answer to the latest offer. */
export const STANDINGS = [
  "submitted",
  "withdrawn",
  "offered",
  "wished",
  "accepted",
  "declined",
  "lapsed",
] as const;
export type Standing = (typeof STANDINGS)[number];

export const APPLICANT_SORTS = ["name", "points", "country", "trade", "submitted"] as const;
export type ApplicantSort = (typeof APPLICANT_SORTS)[number];

export const ELIGIBILITY_FILTERS = ["open", "unknown", "against"] as const;
export type EligibilityFilter = (typeof ELIGIBILITY_FILTERS)[number];

export type ApplicantFilter = {
  readonly text?: string | undefined;
  readonly callId?: string | undefined;
  readonly country?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly trade?: string | undefined;
  readonly standing?: Standing | undefined;
  /** Those of whom the rules say so; the list of them is `only`. */
  readonly eligibility?: EligibilityFilter | undefined;
  readonly only?: readonly string[] | undefined;
  /** Completed years on `today`. */
  readonly ageFrom?: number | undefined;
  readonly ageTo?: number | undefined;
};

export type ApplicantQuery = {
  readonly filter: ApplicantFilter;
  readonly sort: ApplicantSort;
  readonly descending: boolean;
  readonly page: number;
  readonly size: number;
  /** Whose alphabet sorts the names. */
  readonly locale: string;
  readonly today: Day;
};

export type ListedApplicant = {
  readonly applicationId: string;
  readonly personId: PersonId;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: Day;
  readonly country: string;
  readonly organisationId: string;
  readonly school: string;
  readonly trade: string;
  readonly points: number;
  readonly callNumber: number;
  readonly standing: Standing;
  readonly submittedAt: Date;
  /** Who wrote it down. */
  readonly enteredBy: EnteredBy;
};

/** What a whole export has besides. */
export type ExportedApplicant = ListedApplicant & {
  readonly gender: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string;
  readonly correctedBy: EnteredBy | null;
  readonly correctedAt: Date | null;
  readonly pointsByCriterion: Readonly<Record<string, number>>;
  /** Codes of flows, first wish first. */
  readonly wishes: readonly string[];
};

export type ApplicantPage = { readonly rows: readonly ListedApplicant[]; readonly total: number };

/** What a list can be narrowed to. */
export type ApplicantChoices = {
  readonly calls: readonly { id: string; number: number; title: Record<string, string> }[];
  readonly countries: readonly string[];
  readonly schools: readonly { id: string; name: string }[];
  readonly trades: readonly string[];
};
