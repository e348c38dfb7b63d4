import type { AnyLocale } from "../../platform/i18n/index.ts";
import type { Day } from "../../shared/day.ts";

/** What was typed, ready to be looked for. */
export type Sought = {
  /** Search keys (`shared/fold.ts`) of the words; all of them must be there. */
  readonly words: readonly string[];
  /** Letters and figures alone, for codes however they are divided; null when too short for one. */
  readonly code: string | null;
  /** An address as typed; null when it is none. */
  readonly email: string | null;
};

export type FoundPerson = {
  readonly id: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly country: string;
  readonly birthDate: Day;
  /** Of the newest application that the reader may see. */
  readonly school: string | null;
  readonly callNumber: number | null;
};
export type FoundOrganisation = {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
};
export type FoundFlow = {
  readonly id: string;
  readonly code: string;
  readonly city: string;
  readonly country: string;
  readonly sendingCountry: string;
  readonly starts: Day;
  readonly ends: Day;
};
export type FoundCall = {
  readonly id: string;
  readonly number: number;
  readonly title: Readonly<Record<string, string>>;
  readonly state: string;
};

export type FoundResource = {
  readonly id: string;
  readonly title: string;
  readonly language: AnyLocale;
  readonly kind: string;
};

/** The first of each kind, and how many there are in all. */
export type Found = {
  readonly people: readonly FoundPerson[];
  readonly peopleTotal: number;
  readonly organisations: readonly FoundOrganisation[];
  readonly organisationsTotal: number;
  readonly flows: readonly FoundFlow[];
  readonly flowsTotal: number;
  readonly calls: readonly FoundCall[];
  readonly resources: readonly FoundResource[];
  readonly resourcesTotal: number;
};

export const FOUND_NOTHING: Found = {
  people: [],
  peopleTotal: 0,
  organisations: [],
  organisationsTotal: 0,
  flows: [],
  flowsTotal: 0,
  calls: [],
  resources: [],
  resourcesTotal: 0,
};

/** Whose things are looked through; null is every one. */
export type SearchReach = {
  readonly countries: readonly string[] | null;
  readonly schools: readonly string[];
  /** False for a school's officer, who has no page of calls, flows and hosts. */
  readonly office: boolean;
};
