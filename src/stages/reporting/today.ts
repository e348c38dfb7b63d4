import type { Day } from "../../shared/day.ts";

type Localised = Readonly<Record<string, string>>;

/** A call that needs somebody, with everything that waits in it. */
export type CallToday = {
  readonly id: string;
  readonly number: number;
  readonly title: Localised;
  readonly state: "open" | "closed" | "published";
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly decideBy: Day;
  readonly applicants: number;
  readonly seats: number;
  /** Points come from a list made here, and that list is not final yet. */
  readonly awaitsList: boolean;
  /** The newest run that was computed and not published. */
  readonly runId: string | null;
  readonly runNumber: number | null;
  /** People and flows of that run that a rule flagged, and at how many nobody has looked. */
  readonly flagged: number;
  readonly toLookAt: number;
  /** Roles that have signed it. */
  readonly signedRoles: readonly string[];
  readonly signedByMe: boolean;
  readonly unanswered: number;
  /** The first of their deadlines: an offer from the waiting list has one of its own. */
  readonly unansweredBy: Date | null;
  /** A minor said yes and the guardian's paper is missing. */
  readonly consentsMissing: number;
  /** The first day on which one of them would leave. */
  readonly consentsBy: Day | null;
  readonly accepted: number;
};

export type Today = {
  readonly calls: readonly CallToday[];
  readonly checkRequests: number;
  /** Stays on hold because a guardian took the consent back. */
  readonly heldStays: number;
  /** Open flows that leave in the next fortnight. */
  readonly departures: readonly {
    readonly id: string;
    readonly code: string;
    readonly city: string;
    readonly sendingCountry: string;
    readonly starts: Day;
    readonly people: number;
  }[];
};

/** What happened, alike things of one day and person together. */
export type Change = {
  readonly name: string;
  readonly count: number;
  readonly at: Date;
  readonly who: string | null;
  /** What kind of actor did it; `who` is set for staff. */
  readonly kind: string;
  readonly subjectType: string;
  /** Set when it is one thing only. */
  readonly subjectId: string | null;
};
