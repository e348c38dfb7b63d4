import type { HostLocale } from "../../platform/i18n/index.ts";

export const CONTACT_ROLES = ["contact", "mentor"] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** Somebody at a host: who is asked, or who looks after a learner. */
export type HostContact = {
  readonly id: string;
  readonly organisationId: string;
  readonly role: ContactRole;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly language: HostLocale;
  readonly endedAt: Date | null;
};

export const LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"] as const;

/** A line of what a host can take. A trade of null takes every trade. */
export type Capacity = {
  readonly trade: string | null;
  readonly starts: string;
  readonly ends: string;
  readonly places: number;
  readonly minimumAge: number | null;
  readonly language: string | null;
  readonly level: string | null;
  readonly accessible: boolean;
  readonly tasks: string;
};

export const BED_GENDERS = ["any", "women", "men"] as const;
export type Beds = {
  readonly name: string;
  readonly street: string;
  readonly beds: number;
  /** In how many rooms of one size, as near as it goes, these beds stand. */
  readonly rooms: number;
  readonly gender: (typeof BED_GENDERS)[number];
  readonly accessible: boolean;
  readonly starts: string;
  readonly ends: string;
};

export type RequestState =
  | "kept"
  | "asked"
  | "accepted"
  | "accepted-with-change"
  | "declined"
  | "forwarded"
  | "withdrawn"
  | "lapsed";
export type RequestAction =
  | "ask"
  | "hear-yes"
  | "accept"
  | "accept-with-change"
  | "settle"
  | "decline"
  | "forward"
  | "withdraw"
  | "take-back"
  | "lapse";

export const DECLINE_REASONS = [
  "no-place",
  "no-mentor",
  "not-our-trade",
  "too-young",
  "language",
  "papers",
  "other",
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** How a yes reached the office when not by the link. */
export const HEARD = ["telephone", "in-person", "letter", "other"] as const;
export type Heard = (typeof HEARD)[number];

/** Months until a host may be asked again, in its own words. */
export const AGAIN = ["3", "6", "12", "never"] as const;
export type Again = (typeof AGAIN)[number];

export type HostRequest = {
  readonly id: string;
  readonly organisationId: string;
  readonly company: string;
  readonly city: string;
  readonly contactId: string;
  readonly contactName: string;
  readonly contactEmail: string;
  /** Somebody who left: their links open nothing and nothing is written to them. */
  readonly contactEndedAt: Date | null;
  readonly language: HostLocale;
  readonly flowId: string | null;
  readonly flowCode: string | null;
  readonly sendingCountry: string | null;
  readonly trade: string;
  readonly starts: string;
  readonly ends: string;
  readonly places: number;
  readonly tasks: string;
  readonly state: RequestState;
  readonly stateSince: Date;
  readonly askedAt: Date;
  readonly answerBy: string;
  readonly reminders: number;
  readonly answeredAt: Date | null;
  readonly changedPlaces: number | null;
  readonly changedStarts: string | null;
  readonly changedEnds: string | null;
  readonly changedTasks: string | null;
  readonly reason: DeclineReason | null;
  readonly again: Again | null;
  readonly againOn: string | null;
  readonly withdrawnBecause: string | null;
  /** Who took the question or the yes back. */
  readonly withdrawnBy: "office" | "host" | null;
  /** Of a yes that the office heard itself: how, on which day, from whom. */
  readonly heardHow: Heard | null;
  readonly heardOn: string | null;
  readonly heardFrom: string | null;
  readonly invented: boolean;
};

/** A learner a request is for, as the office knows them. */
export type RequestPerson = {
  readonly mobilityId: string;
  readonly reference: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly sendingCountry: string;
  readonly schoolYear: string | null;
  readonly trade: string | null;
  readonly state: string;
  readonly companyId: string | null;
  readonly starts: string;
  readonly ends: string;
};

export const NOTE_KINDS = ["visit", "rating", "incident"] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];
/** What a host is rated for, each with one of four words. */
export const CRITERIA = ["tasks", "mentor", "safety", "papers"] as const;
export const MARKS = ["poor", "fair", "good", "very-good"] as const;
export type Criterion = (typeof CRITERIA)[number];
export type Mark = (typeof MARKS)[number];

export type HostNote = {
  readonly id: string;
  readonly kind: NoteKind;
  readonly happenedOn: string;
  /** Words about health or safety: they and who was there lie sealed and are opened one by one. */
  readonly restricted: boolean;
  readonly who: string | null;
  readonly marks: Readonly<Partial<Record<Criterion, Mark>>> | null;
  readonly note: string | null;
};
/** What the words of a restricted note may be opened for. */
export const NOTE_REASONS = ["safety", "placing", "insurance", "person-asked"] as const;
export type NoteReason = (typeof NOTE_REASONS)[number];

/** The days after the asking on which a reminder goes, and the days until the link closes. */
export const REMIND_AFTER = [4, 9] as const;
export const ANSWER_DAYS = 14;

/** In place of a trade where nobody wrote one down, as with participants brought from elsewhere. */
export const TRADE_OPEN = "open";
