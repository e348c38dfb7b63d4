import type { Day } from "../../shared/day.ts";

/** That in this call a country's partner says who is put forward. */
export type PreselectionRule = {
  readonly atMost: number | null;
  readonly until: Day;
  /** True: only those who are put forward are ranked. False: the committee reads it. */
  readonly onlyThose: boolean;
};

export type Preselected = {
  readonly applicationId: string;
  readonly code: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly country: string;
  readonly school: string;
  readonly trade: string;
  /** Null while nobody has said. */
  readonly putForward: boolean | null;
  readonly reason: string | null;
  readonly decidedAt: Date | null;
};

/** As sent by the form: "yes", "no" or "" for not yet. */
export type Mark = {
  readonly applicationId: string;
  readonly putForward: string;
  readonly reason: string;
};
