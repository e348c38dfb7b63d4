import type { Locale } from "../../platform/i18n/index.ts";

export type StoryState =
  | "submitted"
  | "returned"
  | "published"
  | "taken-down"
  | "withdrawn"
  | "refused"
  | "erased";
export const STORY_STATES: readonly StoryState[] = [
  "submitted",
  "returned",
  "published",
  "taken-down",
  "withdrawn",
  "refused",
  "erased",
];
export type StoryAction =
  | "write"
  | "return"
  | "publish"
  | "take-down"
  | "refuse"
  | "withdraw"
  | "ask-again"
  | "erase";

/** Whose consent: the one who tells, and for a minor a parent or guardian as well. */
export const PARTIES = ["person", "guardian"] as const;
export type Party = (typeof PARTIES)[number];

/** The answers to the three questions, in their order. */
export type Parts = readonly [string, string, string];

export type StoryConsent = {
  readonly party: Party;
  readonly typedName: string;
  readonly contentHash: string;
  readonly givenAt: Date;
  /** The last day on which it counts. */
  readonly endsOn: string;
  readonly withdrawnAt: Date | null;
};

export type StoryPicture = {
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly hash: string;
};

export type Translation = {
  readonly language: Locale;
  readonly parts: Parts;
  readonly madeBy: "human" | "machine";
  /** False for one that was made of words that have changed since. */
  readonly current: boolean;
};

/** What is shown of a story, and what a consent is about. */
export type StoryContent = {
  readonly sendingCountry: string;
  readonly organisationId: string | null;
  readonly trade: string;
  readonly city: string;
  readonly country: string;
  readonly shownName: string;
  readonly language: Locale;
  readonly parts: Parts;
};

export type Story = StoryContent & {
  readonly id: string;
  readonly state: StoryState;
  readonly stateSince: Date;
  readonly stateNote: string | null;
  readonly mobilityId: string | null;
  readonly mobilityReference: string | null;
  readonly school: string | null;
  readonly guardianNeeded: boolean;
  readonly contentHash: string;
  readonly invented: boolean;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
  readonly picture: StoryPicture | null;
  readonly consents: readonly StoryConsent[];
};

/** Questions that a story answers; their words stand in the catalogues. */
export const PROMPTS = ["did", "surprised", "tell"] as const;

export const FEWEST_WORDS = 150;
export const MOST_WORDS = 400;
/** Years for which publication can be agreed to, at most. */
export const CONSENT_YEARS = [1, 2, 3] as const;
/** Days before its end at which the office is told that a consent ends. */
export const WARN_DAYS = 30;
