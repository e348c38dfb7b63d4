import type { Day } from "../../shared/day.ts";

/** Some days on which a colleague sees and does what an officer does for one school. */
export type HandOver = {
  readonly id: string;
  readonly membershipId: string;
  readonly organisationId: string;
  readonly schoolName: string;
  readonly fromName: string;
  readonly toName: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly endedAt: Date | null;
};

export type NewHandOver = {
  readonly organisationId: string;
  readonly name: string;
  readonly email: string;
  readonly starts: Day;
  readonly ends: Day;
};
