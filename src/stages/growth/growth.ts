import type { Standard } from "./standards.ts";

export const LEVELS = ["not-yet", "begun", "in-place"] as const;
export type Level = (typeof LEVELS)[number];

export type AnswerState = "said" | "confirmed" | "returned";
export type AnswerAction = "confirm" | "return";

/** What an organisation says of one standard, with what shows it. */
export type GrowthAnswer = {
  readonly id: string;
  readonly organisationId: string;
  readonly standard: Standard;
  readonly level: Level;
  readonly evidence: string;
  readonly link: string | null;
  /** The file that was sent with it. */
  readonly uploadId: string | null;
  readonly fileName: string | null;
  /** Whether the file was looked through and can be had. */
  readonly fileReady: boolean;
  /** When the file was taken away again, and by whom. */
  readonly fileRemovedAt: Date | null;
  readonly fileRemovedByName: string | null;
  readonly state: AnswerState;
  readonly saidBy: string;
  readonly saidByName: string;
  readonly saidAt: Date;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  /** When a later answer took its place; null for the one that counts. */
  readonly supersededAt: Date | null;
};

/** What the program knows of one organisation, and of its schools or companies, in one year. */
export type YearFacts = {
  readonly year: number;
  /** Learners whose stay has begun. */
  readonly learnersSent: number;
  readonly staffSent: number;
  readonly hosted: number;
  /** People who were in at least one session of an event. */
  readonly atEvents: number;
};

export type GrowingOrganisation = {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly roles: readonly string[];
  readonly years: readonly YearFacts[];
};
