import type { Day } from "../../shared/day.ts";

/** What stands on the wall for each pupil: the answer first, then what a guardian gives. */
export const DOCUMENTS = ["taking-part", "data", "pictures"] as const;
export type WallDocument = (typeof DOCUMENTS)[number];

export const DOCUMENT_STATES = [
  "given",
  "missing",
  "withdrawn",
  "ended",
  "not-needed",
  "not-given",
] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

export type GivenConsent = {
  readonly purpose: string;
  readonly medium: string;
  readonly givenOn: Day;
  readonly endsOn: Day | null;
  readonly withdrawn: boolean;
};

/** A pupil with a place, and which papers have come. */
export type WallRow = {
  readonly applicationId: string;
  readonly code: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: Day;
  readonly callNumber: number;
  readonly callTitle: Readonly<Record<string, string>>;
  readonly city: string;
  readonly starts: Day;
  readonly offer: "offered" | "wished" | "accepted";
  readonly answerBy: Date;
  readonly consents: readonly GivenConsent[];
};
