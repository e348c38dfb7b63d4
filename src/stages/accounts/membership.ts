import type { Role } from "../../platform/db/actor.ts";

export const ROLES = [
  "coordinator",
  "country-partner",
  "school-officer",
  "assessor",
  "auditor",
] as const satisfies Role[];

/** Somebody's role in the scheme, live or ended. */
export type Membership = {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** The sending country a country partner works for; null for roles of the whole scheme. */
  readonly country: string | null;
  readonly organisation: string | null;
  readonly organisationId: string | null;
  readonly since: Date;
  /** The last moment of a role given for some days; null for one without an end. */
  readonly endsAt: Date | null;
  readonly endedAt: Date | null;
};

/** As typed; `membershipProblems` says what is wrong with it. */
export type NewMembership = {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly country?: string | null;
  readonly organisationId?: string | null;
};

/** States of a role. It is never taken up again: a returning colleague gets a new one. */
export const MEMBERSHIP_STATES = ["live", "ended"] as const;
export type MembershipState = (typeof MEMBERSHIP_STATES)[number];
