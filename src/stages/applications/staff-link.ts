import type { Day } from "../../shared/day.ts";

export const EMPLOYMENTS = ["permanent", "fixed-term", "part-time", "civil"] as const;
export type Employment = (typeof EMPLOYMENTS)[number];

/** That somebody belongs to the organisation that sends: by the head's yes, or read off a contract. */
export type StaffLink = {
  readonly id: string;
  readonly organisationId: string;
  readonly organisation: string;
  readonly basis: "head" | "contract";
  readonly employment: Employment | null;
  /** What the person teaches or does there. */
  readonly post: string;
  readonly since: Day | null;
  /** Null: without an end. */
  readonly until: Day | null;
  /** Where the paper lies; it is not kept here. */
  readonly paper: string | null;
  readonly saidAt: string;
};

/** A person of the staff with the organisations that one of the own calls or stays names. */
export type StaffPost = {
  readonly isStaff: boolean;
  readonly links: readonly StaffLink[];
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
};

export type TypedLink = {
  readonly organisationId: string;
  readonly employment: string;
  readonly post: string;
  readonly since: Day | null;
  readonly until: Day | null;
  readonly paper: string;
};
