import type { MobilityId } from "../../shared/id.ts";

/** One person's stay, planned and then lived. From here on the applicant is a participant. */
export type MobilityState =
  | "planned"
  | "matched"
  | "preparing"
  | "ready"
  | "on-hold"
  | "in-progress"
  | "interrupted"
  | "extended"
  | "early-return"
  | "finished"
  | "reported"
  | "recognised"
  | "closed"
  | "cancelled";
export type MobilityAction =
  | "match"
  | "unmatch"
  | "prepare"
  | "be-ready"
  | "reopen"
  | "start"
  | "finish"
  | "cancel"
  | "hold"
  | "resume"
  | "resume-matched"
  | "interrupt"
  | "go-on"
  | "extend"
  | "return-early"
  | "report"
  | "recognise"
  | "close";
export const MOBILITY_MODES = ["physical", "blended", "virtual"] as const;
export type MobilityMode = (typeof MOBILITY_MODES)[number];

export type Mobility = {
  readonly id: MobilityId;
  readonly lineId: string;
  readonly personId: string;
  readonly offerId: string | null;
  readonly flowId: string | null;
  readonly reference: string;
  readonly sendingOrganisationId: string;
  readonly hostingOrganisationId: string | null;
  readonly sendingCountry: string;
  readonly hostingCountry: string;
  readonly hostingCity: string;
  /** The company of the placement, once it said yes. */
  readonly companyId: string | null;
  /** As planned. What was lived stands apart and never overwrites it. */
  readonly starts: string;
  readonly ends: string;
  readonly actualStarts: string | null;
  readonly actualEnds: string | null;
  /** The first day of the break that lasts, and the days of those that are over. */
  readonly interruptedOn: string | null;
  readonly interruptionDays: number;
  readonly mode: MobilityMode;
  readonly state: MobilityState;
  /** Why it is out of order, in the words of the office. */
  readonly reason: string | null;
  readonly invented: boolean;
};
