import type { LineId, PersonId } from "../../shared/id.ts";

/**
 * Where a person or a meeting of a line stands, from first to last. `waiting` has applied in a call
 * that is not decided; `offered` has a place to answer; the rest are mobilities.
 */
export const STANDINGS = ["waiting", "offered", "planned", "in-progress", "finished"] as const;
export type Standing = (typeof STANDINGS)[number];
/** On the way to the target but not there yet. */
export const PIPELINE: readonly Standing[] = ["offered", "planned", "in-progress"];

export type Counts = Readonly<Record<Standing, number>>;

export type BoardLine = {
  readonly id: LineId;
  readonly code: string;
  readonly name: Readonly<Record<string, string>>;
  readonly audience: "learners" | "staff";
  readonly counted: "participants" | "assignments" | "meetings";
  readonly target: number;
  readonly counts: Counts;
  /** Stays lived online that the line does not count: shown beside the figures. */
  readonly beside: number;
};

export type CountryCounts = { readonly country: string; readonly counts: Counts };

export type BoardPerson = {
  readonly personId: PersonId;
  /** Where what proves it stands; null while there is no stay. */
  readonly mobilityId: string | null;
  readonly givenNames: string;
  readonly familyName: string;
  readonly standing: Standing;
  /** Null while a person only waits: several cities may be wished for. */
  readonly city: string | null;
  readonly hostingCountry: string | null;
  readonly starts: string | null;
  readonly ends: string | null;
  /** The home school, or whoever sends. */
  readonly organisation: string;
  readonly reference: string | null;
};

export const pipelineOf = (counts: Counts): number =>
  PIPELINE.reduce((sum, standing) => sum + counts[standing], 0);
