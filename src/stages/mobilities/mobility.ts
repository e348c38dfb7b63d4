import type { MobilityId } from "../../shared/id.ts";

/** One person's stay, planned and then lived. From here on the applicant is a participant. */
export type MobilityState = "planned" | "on-hold" | "in-progress" | "finished" | "cancelled";
export type MobilityAction = "start" | "finish" | "cancel" | "hold" | "resume";
export type MobilityMode = "physical" | "blended" | "virtual";

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
  readonly starts: string;
  readonly ends: string;
  readonly mode: MobilityMode;
  readonly state: MobilityState;
  readonly invented: boolean;
};
