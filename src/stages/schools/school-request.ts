import type { Locale } from "../../platform/i18n/index.ts";

export const REQUEST_STATES = ["open", "verified", "refused"] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
export type RequestAction = "verify" | "refuse";

/** Why somebody was not let in: a code, because free text about a person would stay for good. */
export const REFUSAL_REASONS = [
  "not-reached",
  "not-of-school",
  "no-such-school",
  "asked-twice",
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** As a teacher typed it on the public page; nobody has checked any of it. */
export type NewSchoolRequest = {
  readonly country: string;
  readonly schoolName: string;
  readonly city: string;
  readonly landline: string;
  readonly personName: string;
  readonly email: string;
  readonly locale: Locale;
};

export type SchoolRequest = NewSchoolRequest & {
  readonly id: string;
  readonly state: RequestState;
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
  readonly reason: RefusalReason | null;
  /** A school of that name in that town that is on the list already. */
  readonly known: { readonly id: string; readonly name: string } | null;
};

/** A school that was added without anybody having made sure of it. */
export type UnverifiedSchool = {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly addedAt: Date;
  readonly officers: readonly string[];
  readonly classes: number;
};
