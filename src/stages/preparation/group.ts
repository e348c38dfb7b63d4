import type { Day } from "../../shared/day.ts";

export const ADULT_ROLES = ["leader", "accompanying"] as const;
export type AdultRole = (typeof ADULT_ROLES)[number];

/** An adult who goes with a group: no participant, in no count and with no stay (rule M2). */
export type GroupAdult = {
  readonly id: string;
  readonly adultId: string;
  readonly role: AdultRole;
  readonly name: string;
  readonly phone: string;
  /** Who saw the certificate that this adult may look after minors, and until when it holds. */
  readonly seenByName: string | null;
  readonly seenOn: Day | null;
  readonly validUntil: Day | null;
};

/** A flow as its group needs it. */
export type GroupFlow = {
  readonly id: string;
  readonly code: string;
  readonly city: string;
  readonly country: string;
  readonly sendingCountry: string;
  readonly hostId: string;
  readonly starts: Day;
  readonly ends: Day;
};

/** Somebody who travels with a flow. */
export type GroupPerson = {
  readonly mobilityId: string;
  readonly personId: string;
  readonly reference: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: Day;
  readonly gender: string | null;
  readonly state: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly company: string | null;
  readonly room: string | null;
  readonly roomHostId: string | null;
  readonly there: string | null;
  readonly home: string | null;
  /** Passport with which the person travels, without its number. */
  readonly paperId: string | null;
  readonly nationality: string | null;
  readonly expires: Day | null;
  readonly guardians: string | null;
  readonly school: string;
  readonly schoolPhone: string | null;
};
