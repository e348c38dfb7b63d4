import type { SchemeSettings } from "../../platform/db/actor.ts";
import type { LineId, OrganisationId, SchemeId } from "../../shared/id.ts";

/** A text a locale; Serbian in Latin letters is derived from `sr-Cyrl`, never stored. */
export type Localised = Readonly<Record<string, string>>;

/** 'running' has calls and staff; 'archive' holds published totals of a finished scheme only. */
export type SchemeKind = "running" | "archive";
export type Audience = "learners" | "staff";
/** What one unit of the target is: a meeting of twenty people is one meeting. */
export type Counted = "participants" | "assignments" | "meetings";
export type Direction = "to-hosts" | "to-senders" | "both";

/** What somebody of the staff does; lines of learners have none. */
export const ACTIVITY_KINDS = [
  "job-shadowing",
  "course",
  "thematic-team",
  "training-assignment",
  "teaching-assignment",
  "invited-expert",
  "preparatory-visit",
  "meeting",
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export type ActivityLine = {
  readonly id: LineId;
  readonly code: string;
  readonly name: Localised;
  readonly audience: Audience;
  readonly direction: Direction;
  readonly counted: Counted;
  readonly target: number;
  readonly minimumDays: number | null;
  readonly maximumDays: number | null;
  readonly activity: ActivityKind | null;
  /** Whether a stay lived online counts towards the target. */
  readonly onlineCounts: boolean;
};

export type SchemeCountry = {
  readonly country: string;
  readonly sendingPartnerId: OrganisationId;
  readonly sendingPartner: string;
};

export type Scheme = {
  readonly id: SchemeId;
  readonly slug: string;
  readonly name: Localised;
  readonly kind: SchemeKind;
  readonly listed: boolean;
  readonly invented: boolean;
  readonly settings: SchemeSettings;
  readonly lines: readonly ActivityLine[];
  readonly countries: readonly SchemeCountry[];
};

export type NewScheme = {
  /** The actor's scheme when left out; nobody can create a scheme from inside another. */
  readonly id?: string;
  readonly slug: string;
  readonly name: Localised;
  readonly kind: SchemeKind;
  readonly listed?: boolean;
  readonly invented?: boolean;
  readonly settings?: SchemeSettings;
};

export type NewLine = {
  readonly id?: string;
  readonly code: string;
  readonly name: Localised;
  readonly audience: Audience;
  readonly direction?: Direction;
  readonly counted?: Counted;
  readonly target: number;
  readonly minimumDays?: number | null;
  readonly maximumDays?: number | null;
  /** Its days are the line's where the line says none of its own. */
  readonly activity?: ActivityKind | null;
  /** Of staff yes and of learners no, where nothing is said. */
  readonly onlineCounts?: boolean;
  /** After the last one when left out. */
  readonly position?: number;
};

/** What a finished scheme published about a line; `realised` null when no source gives a figure. */
export type ReportedTotal = {
  readonly lineId: LineId;
  readonly realised: number | null;
  readonly inferred: boolean;
  readonly sourceTitle: string;
  readonly sourceUrl: string;
};
export type NewReportedTotal = {
  readonly lineId: string;
  readonly realised: number | null;
  readonly inferred?: boolean;
  readonly sourceTitle: string;
  readonly sourceUrl: string;
};
