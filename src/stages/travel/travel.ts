import type { Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";

export const PASSPORTS = ["biometric", "non-biometric", "coordination", "other"] as const;
/** `coordination`: a Serbian one, issued by the Coordination Directorate. */
export type Passport = (typeof PASSPORTS)[number];
export const REGIMES = ["visa-free", "visa", "long-stay", "free"] as const;
/** `free`: freedom of movement, nothing is counted. `long-stay`: for stays of more days than said. */
export type Regime = (typeof REGIMES)[number];

/** The whole area in the column of hosts, and every citizen who moves freely in that of people. */
export const SCHENGEN_AREA = "SCHENGEN";
export const EU_CITIZENS = "EU";

export type VisaRule = {
  readonly id: string;
  readonly nationality: string;
  readonly passport: Passport | "any";
  /** Null: wherever it was issued. */
  readonly issuer: string | null;
  readonly host: string;
  readonly entryFrom: Day | null;
  readonly entryUntil: Day | null;
  readonly regime: Regime;
  readonly aboveDays: number | null;
  /** How long before the first day somebody has to begin, as the programme reckons. */
  readonly leadWeeks: number;
  /** Sources disagree, or name no day. */
  readonly unsure: boolean;
  readonly source: string;
  readonly link: string | null;
  /** Null: as it came with the program. */
  readonly setBy: string | null;
  readonly setAt: Date;
};
export type NewVisaRule = Omit<VisaRule, "id" | "setBy" | "setAt">;

/** A passport or card, without its number. */
export type Papers = {
  readonly id: string;
  readonly nationality: string;
  readonly passport: Passport;
  readonly issuer: string;
  readonly issued: Day;
  readonly expires: Day;
  /** The one the person travels with; of two there is one. */
  readonly used: boolean;
  readonly hasNumber: boolean;
};

/** A journey as it is planned, or as somebody asks what would be if. */
export type Journey = {
  readonly country: string;
  readonly starts: Day;
  readonly ends: Day;
  /** First and last day in the host's country, where they are not those of the mobility. */
  readonly arrives?: Day | undefined;
  readonly leaves?: Day | undefined;
  readonly interruptionDays?: number | undefined;
  /** What the line allows; null: it says nothing. */
  readonly minimumDays?: number | null | undefined;
  readonly maximumDays?: number | null | undefined;
  readonly virtual?: boolean | undefined;
};

/** First arrival inside the area and last departure out of it, as the tickets say. */
export type BookedDays = { readonly there: Day | null; readonly home: Day | null };

/** Another mobility of the same person, on the days it took or is meant to take. */
export type OtherJourney = {
  readonly id: string;
  readonly reference: string;
  readonly city: string;
  readonly country: string;
  readonly starts: Day;
  readonly ends: Day;
  /** First and last day that count at the border: those of the booked journey, where it is longer. */
  readonly entry: Day;
  readonly exit: Day;
  readonly state: string;
  /** What its line allows. */
  readonly minimumDays: number | null;
  readonly maximumDays: number | null;
  readonly interruptionDays: number;
};
export type DeclaredDays = {
  readonly id: string;
  readonly entry: Day;
  readonly exit: Day;
  readonly permit: boolean;
};

/** Where a warning comes from: text, where to read it, and the day it is of. */
export type Source = {
  readonly text: string;
  readonly link: string | null;
  readonly on: Day;
};

/**
 * A refusal keeps dates from being written; a warning is for somebody to look into and never a
 * verdict, and says what it rests on.
 */
export type Finding = Problem & {
  readonly kind: "refusal" | "warning";
  readonly source: Source | null;
};

/** What is known of a person who travels. */
export type Traveller = {
  readonly personId: string;
  readonly givenNames: string;
  readonly familyName: string;
  /** The country the person is sent from. */
  readonly country: string;
  readonly papers: readonly Papers[];
  readonly declared: readonly DeclaredDays[];
  readonly journeys: readonly OtherJourney[];
};
