import type { Problem } from "../../shared/result.ts";

/** A run: the whole problem of a call as data, its result, and who stands for it. */
export const RUN_STATES = ["computing", "computed", "failed", "superseded", "published"] as const;
export type RunState = (typeof RUN_STATES)[number];
export const RUN_ACTIONS = ["finish", "fail", "replace", "sign", "publish"] as const;
export type RunAction = (typeof RUN_ACTIONS)[number];

export type Run = {
  readonly id: string;
  readonly callId: string;
  readonly number: number;
  readonly state: RunState;
  readonly seed: string;
  readonly rule: string;
  readonly codeVersion: string;
  readonly problemHash: string;
  readonly resultHash: string | null;
  readonly publicHash: string | null;
  readonly summary: RunSummary | null;
  readonly problems: readonly Problem[] | null;
  readonly progressId: string | null;
  readonly frozenAt: Date;
  readonly frozenBy: string;
  readonly computedAt: Date | null;
  readonly publishedAt: Date | null;
};

/** What a run is judged by at a glance. Figures only, no ids of people. */
export type RunSummary = {
  readonly applicants: number;
  readonly seats: number;
  readonly placed: number;
  readonly firstChoice: number;
  readonly reservedSeats: number;
  readonly reservedUsed: number;
  /** From the independent verifier, not from the solver. */
  readonly hardRulesBroken: number;
  readonly pinned: number;
  readonly groups: readonly GroupRate[];
};

/** Chances of one group: placed of applied, with a 95 % Wilson interval. */
export type GroupRate = {
  readonly attribute: "gender" | "setting" | "country";
  readonly value: string;
  readonly placed: number;
  readonly applied: number;
  readonly low: number;
  readonly high: number;
};

/** In the order a person should look at them. */
export const FLAG_CODES = [
  "flow-under-minimum",
  "tie-at-cut-off",
  "reserve-changed-outcome",
  "unplaced-beside-free-seat",
  "pinned",
] as const;
export type FlagCode = (typeof FLAG_CODES)[number];
export type Params = Readonly<Record<string, string | number>>;

/** Last place at publication: the fewest points that got in. */
export type CutOff = {
  /** Null while an open seat is free, and where no open seat was left to compete for (`full`). */
  readonly open: number | null;
  /** No seat of any kind is free. */
  readonly full: boolean;
  /** By opaque code; null where the reserve's group left a seat to others. */
  readonly reserves: Readonly<Record<string, number | null>>;
  /** The open cut-off was decided by the published draw. */
  readonly tieAtCutOff: boolean;
};

/** One automatic check of a call's data. `stop` checks must pass before a run. */
export type DataCheck = {
  readonly code: string;
  readonly passed: boolean;
  readonly stop: boolean;
  readonly params: Params;
  /** Application codes concerned, for the fix list. */
  readonly codes: readonly string[];
};

/** Files of a run by name, such as `problem/options.csv`. */
export type RunFiles = Readonly<Record<string, string>>;
