import type { Day } from "../../shared/day.ts";
import type { CallId, FlowId, OrganisationId, PlaceId } from "../../shared/id.ts";

export const FLOW_STATES = ["open", "cancelled", "merged"] as const;
export type FlowState = (typeof FLOW_STATES)[number];
export const FLOW_ACTIONS = ["cancel", "merge"] as const;
export type FlowAction = (typeof FLOW_ACTIONS)[number];

export type ReservedSeats = { readonly code: string; readonly seats: number };

/** What the allocation sees: seats for every trade (null) or for one counted trade. */
export type Place = {
  readonly id: PlaceId;
  readonly trade: string | null;
  readonly seats: number;
  readonly reserved: readonly ReservedSeats[];
  /** The place of the round before whose seats are given out again here. */
  readonly carriedFrom: string | null;
};

/** Sending country x hosting city x window: what people compete for. */
export type Flow = {
  readonly id: FlowId;
  readonly callId: CallId;
  readonly code: string;
  readonly sendingCountry: string;
  readonly city: string;
  readonly country: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly minimum: number;
  readonly leader: string | null;
  readonly state: FlowState;
  readonly mergedInto: FlowId | null;
  readonly stateReason: string | null;
  readonly hostingOrganisationId: OrganisationId;
  readonly hostingOrganisation: string;
  readonly places: readonly Place[];
};

export type NewFlow = {
  readonly id?: string;
  readonly callId: string;
  readonly code: string;
  readonly sendingCountry: string;
  readonly hostingOrganisationId: string;
  readonly city: string;
  readonly country: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly minimum?: number;
  readonly leader?: string | null;
  readonly places: readonly {
    readonly id?: string;
    readonly trade?: string | null;
    readonly seats: number;
    readonly reserved?: readonly ReservedSeats[];
    /** The place of the round before whose seats are given out again here. */
    readonly carriedFrom?: string | null;
  }[];
};
