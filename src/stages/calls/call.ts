import type { Day } from "../../shared/day.ts";
import type { CallId, LineId } from "../../shared/id.ts";

/** A text a locale; Serbian in Latin letters is derived from `sr-Cyrl`, never stored. */
type Localised = Readonly<Record<string, string>>;

export const CALL_STATES = ["draft", "open", "closed", "published"] as const;
export type CallState = (typeof CALL_STATES)[number];
export const CALL_ACTIONS = ["open", "close", "publish"] as const;
export type CallAction = (typeof CALL_ACTIONS)[number];

export type Criterion = {
  readonly code: string;
  readonly name: Localised;
  readonly maximum: number;
};

export type Call = {
  readonly id: CallId;
  readonly lineId: LineId;
  readonly lineCode: string;
  readonly lineName: Localised;
  readonly minimumDays: number | null;
  readonly maximumDays: number | null;
  readonly number: number;
  readonly title: Localised;
  readonly state: CallState;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly decideBy: Day;
  readonly answerBy: Date;
  readonly minimumAge: number;
  readonly maximumAge: number;
  readonly drawSeed: string;
  readonly criteria: readonly Criterion[];
};

export type NewCall = {
  readonly id?: string;
  readonly lineId: string;
  readonly number: number;
  readonly title: Localised;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly decideBy: Day;
  readonly answerBy: Date;
  readonly minimumAge: number;
  readonly maximumAge: number;
  /** Drawn here when left out; the demo and the tests give one, so that they repeat. */
  readonly drawSeed?: string;
  readonly criteria: readonly Criterion[];
};

export type NewReserve = {
  readonly id?: string;
  readonly callId: string;
  /** Opaque wherever it leaves the office: `reserve_1`. */
  readonly code: string;
  readonly name: Localised;
  readonly ground: "fewer-opportunities" | "rural-school";
};

export type Reserve = {
  readonly id: string;
  readonly code: string;
  readonly name: Localised;
  readonly ground: "fewer-opportunities" | "rural-school";
};
