import type { MobilityId } from "../../shared/id.ts";
import { AWAY, HOME } from "./mobility.rules.ts";
import type { MobilityMode, MobilityState } from "./mobility.ts";

/** "next" without being asked: whoever still leaves or is away, soonest first, then those who are home. */
export const STAY_SORTS = ["next", "starts", "name", "city", "since"] as const;
export type StaySort = (typeof STAY_SORTS)[number];

/** Stays that belong together for whoever looks for work: each a set of states. */
export const STAY_GROUPS = {
  waiting: ["planned", "matched", "preparing", "on-hold"],
  ready: ["ready"],
  away: AWAY,
  home: HOME,
  cancelled: ["cancelled"],
} as const satisfies Record<string, readonly MobilityState[]>;
export type StayGroup = keyof typeof STAY_GROUPS;

export type StayFilter = {
  readonly text?: string;
  readonly line?: string;
  readonly sendingCountry?: string;
  readonly city?: string;
  readonly flowId?: string;
  readonly sort: StaySort;
  readonly descending: boolean;
  /** A collation name of PostgreSQL, so that names stand where the reader looks for them. */
  readonly collation: string;
  readonly limit?: number;
  readonly offset?: number;
};

export type ListedStay = {
  readonly id: MobilityId;
  readonly reference: string;
  readonly state: MobilityState;
  /** Since when it is in that state. */
  readonly since: Date;
  readonly starts: string;
  readonly ends: string;
  readonly mode: MobilityMode;
  readonly city: string;
  readonly country: string;
  readonly sendingCountry: string;
  readonly personId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly school: string;
  readonly company: string | null;
  readonly flow: string | null;
  readonly line: string;
};
