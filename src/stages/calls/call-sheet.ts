import type { Day } from "../../shared/day.ts";
import type { FlowId } from "../../shared/id.ts";
import type { Call, CallOwner, Localised } from "./call.ts";

/** Seats of a flow as the public reads them; `kept` of them go first to the groups of the call. */
export type SheetPlace = {
  readonly trade: string | null;
  readonly seats: number;
  readonly kept: number;
};

export type SheetFlow = {
  readonly id: FlowId;
  readonly code: string;
  readonly sendingCountry: string;
  readonly city: string;
  readonly country: string;
  readonly hostingOrganisation: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly minimum: number;
  readonly places: readonly SheetPlace[];
};

/** Seats kept for a group, by its name alone: the code that stands in run files stays inside. */
export type KeptSeats = { readonly name: Localised; readonly seats: number };

/** Everything that a call tells the public, in one piece. */
export type CallSheet = Call & {
  /** Flows that can be wished for; cancelled and merged ones are gone. */
  readonly flows: readonly SheetFlow[];
  readonly owners: readonly CallOwner[];
  readonly kept: readonly KeptSeats[];
  /** That countries say before the assessors who goes on, and until when; null where none does. */
  readonly preselection: { readonly onlyThose: boolean; readonly until: Day } | null;
};

export const seatsOf = (flow: SheetFlow): number =>
  flow.places.reduce((sum, place) => sum + place.seats, 0);

/** Seats of the whole call, or those that one country competes for. */
export const seatsOfSheet = (sheet: CallSheet, country?: string): number =>
  sheet.flows
    .filter((flow) => country === undefined || flow.sendingCountry === country)
    .reduce((sum, flow) => sum + seatsOf(flow), 0);

/** Sending countries that have a flow, in the order of the flows. */
export const countriesOf = (sheet: Pick<CallSheet, "flows">): string[] => [
  ...new Set(sheet.flows.map((flow) => flow.sendingCountry)),
];

/** The first day anybody leaves, or null of a call without flows. */
export const firstStart = (flows: readonly { readonly starts: Day }[]): Day | null =>
  flows.map((flow) => flow.starts).sort()[0] ?? null;
