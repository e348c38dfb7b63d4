export const REFLECTION_STATES = ["asked", "sent", "offered"] as const;
/** `offered`: the library has it, and what was written stays as it was given away. */
export type ReflectionState = (typeof REFLECTION_STATES)[number];

/** What was seen, what the person will do differently, what others can take from it. */
export const PROMPTS = ["seen", "changes", "advice"] as const;
export type Prompt = (typeof PROMPTS)[number];

export type Answers = Readonly<Record<Prompt, string>> & {
  /** Ticked: the library may look at it and make a resource of it. */
  readonly share: boolean;
};

export type Reflection = {
  readonly id: string;
  readonly mobilityId: string;
  readonly state: ReflectionState;
  readonly locale: string;
  readonly sentTo: string | null;
  readonly askedAt: Date;
  readonly seen: string | null;
  readonly changes: string | null;
  readonly advice: string | null;
  readonly share: boolean;
  readonly resourceId: string | null;
  readonly sentAt: Date | null;
};

/** A stay as whoever was on it, or looks at what came of it, sees it. */
export type Lived = {
  readonly mobilityId: string;
  readonly state: string;
  readonly audience: "learners" | "staff";
  readonly line: Readonly<Record<string, string>>;
  readonly sendingCountry: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly email: string | null;
  /** Of the application the stay came from; null where there was none. */
  readonly locale: string | null;
  readonly host: string | null;
  readonly city: string;
  readonly country: string;
  readonly starts: string;
  readonly ends: string;
};
