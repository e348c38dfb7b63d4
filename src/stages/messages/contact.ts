import type { Day } from "../../shared/day.ts";

export const CONTACT_KINDS = ["call", "message", "note"] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

export const CONTACT_REASONS = [
  "documents",
  "deadline",
  "consent",
  "place",
  "travel",
  "absence",
  "question",
  "other",
] as const;
export type ContactReason = (typeof CONTACT_REASONS)[number];

/** Whom a contact was with, and whose person that is. */
export type Contacted = {
  readonly id: string;
  readonly givenNames: string;
  readonly familyName: string;
  /** The person's own and those of the applications. */
  readonly countries: readonly string[];
  readonly schools: readonly string[];
};

/** What somebody wrote down, or what a sending had for the person. */
export type ContactEntry = {
  readonly kind: ContactKind | "mail" | "sms" | "by-hand";
  /** Null for what a sending had. */
  readonly reason: ContactReason | null;
  /** The words written down, or the subject of the message. */
  readonly words: string;
  readonly on: Day;
  readonly at: Date;
  readonly who: string;
};

export type NewContact = {
  readonly kind: string;
  readonly reason: string;
  readonly words: string;
  /** Null where the boxes hold no day. */
  readonly on: Day | null;
};
