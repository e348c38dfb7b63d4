import type { Day } from "../../shared/day.ts";
import type { CallId, LineId } from "../../shared/id.ts";
import type { Criterion } from "./criterion.ts";

export type { Criterion } from "./criterion.ts";

/** A text a locale; Serbian in Latin letters is derived from `sr-Cyrl`, never stored. */
export type Localised = Readonly<Record<string, string>>;

export const CALL_STATES = ["draft", "open", "closed", "published"] as const;
export type CallState = (typeof CALL_STATES)[number];
export const CALL_ACTIONS = ["open", "close", "publish"] as const;
export type CallAction = (typeof CALL_ACTIONS)[number];

/** One line of what is paid, or of what is not. */
export type PaidLine = { readonly paid: boolean; readonly text: Localised };

export const EARLIER_MOBILITY = ["any", "first-only"] as const;
/** Who may apply, besides the ages; facts that are checked, never guessed. */
export type WhoMayApply = {
  /** Enrolled in vocational education now, or a graduate within `graduateMonths`. */
  readonly enrolled: boolean;
  /** Months after graduating that count as recent; null: graduates cannot apply. */
  readonly graduateMonths: number | null;
  readonly earlierMobility: (typeof EARLIER_MOBILITY)[number];
};

export type Call = {
  readonly id: CallId;
  readonly lineId: LineId;
  readonly lineCode: string;
  readonly lineName: Localised;
  readonly audience: "learners" | "staff";
  readonly minimumDays: number | null;
  readonly maximumDays: number | null;
  readonly number: number;
  /** `K` and five signs, for people to type. */
  readonly publicCode: string;
  readonly title: Localised;
  readonly about: Localised;
  readonly state: CallState;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly decideBy: Day;
  readonly answerBy: Date;
  readonly minimumAge: number;
  readonly maximumAge: number;
  readonly drawSeed: string;
  readonly criteria: readonly Criterion[];
  readonly paid: readonly PaidLine[];
  readonly who: WhoMayApply;
  /** Criterion codes that part equal points, in order; the draw comes last. */
  readonly ties: readonly string[];
  readonly round: number;
  /** The first call of the same family; null for a first round. */
  readonly roundOf: CallId | null;
  readonly roundOfNumber: number | null;
  readonly copiedFrom: CallId | null;
  readonly formVersionId: string | null;
  /** How long a form opened before the deadline may still be sent. */
  readonly graceMinutes: number;
  readonly objectionDays: number;
  /** True: points come from a final list made here; false: they are imported. */
  readonly needsList: boolean;
};

export type NewCall = {
  readonly id?: string;
  readonly lineId: string;
  readonly number: number;
  /** Drawn here when left out. */
  readonly publicCode?: string;
  readonly title: Localised;
  readonly about?: Localised;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly decideBy: Day;
  readonly answerBy: Date;
  readonly minimumAge: number;
  readonly maximumAge: number;
  /** Drawn here when left out; the demo and the tests give one, so that they repeat. */
  readonly drawSeed?: string;
  readonly criteria: readonly Criterion[];
  readonly paid?: readonly PaidLine[];
  readonly who?: WhoMayApply;
  readonly ties?: readonly string[];
  readonly graceMinutes?: number;
  readonly objectionDays?: number;
  readonly needsList?: boolean;
  readonly copiedFrom?: string | null;
};

export const RESERVE_GROUNDS = ["fewer-opportunities", "rural-school"] as const;

export type NewReserve = {
  readonly id?: string;
  readonly callId: string;
  /** Opaque wherever it leaves the office: `reserve_1`. */
  readonly code: string;
  readonly name: Localised;
  readonly ground: (typeof RESERVE_GROUNDS)[number];
};

export type Reserve = {
  readonly id: string;
  readonly code: string;
  readonly name: Localised;
  readonly ground: (typeof RESERVE_GROUNDS)[number];
};

/** Whom a person in that country calls. */
export type CallOwner = {
  readonly country: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string | null;
};

/** Reasons for more time; none says anything of a person's health. */
export const EXTENSION_REASONS = [
  "could-not-apply",
  "connection",
  "school",
  "our-mistake",
] as const;
export type ExtensionReason = (typeof EXTENSION_REASONS)[number];

/** More time for one begun application. */
export type Extension = {
  readonly id: string;
  readonly callId: CallId;
  readonly code: string;
  readonly until: Date;
  readonly reason: ExtensionReason;
  readonly grantedBy: string;
  readonly grantedAt: Date;
  readonly revokedBy: string | null;
  readonly revokedAt: Date | null;
};
