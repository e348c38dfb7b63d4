/** What makes an order of applicants, as data: enough for anybody to repeat it. */
export const RANKING_FORMAT = "kalfa-ranking-1";

export type RankedCriterion = {
  readonly code: string;
  readonly kind: "entered" | "table" | "assessed" | "interview";
  readonly maximum: number;
  /** Of a table: what each row is worth. */
  readonly table?: Readonly<Record<string, number>>;
  /** Highest score of the anchors; where there are none, a score is points. */
  readonly highest?: number;
};

export type RankingRule = {
  readonly format: typeof RANKING_FORMAT;
  /** The call's public code. */
  readonly call: string;
  readonly list: "provisional" | "final";
  readonly number: number;
  /** Published before the call opened. */
  readonly seed: string;
  /** Criteria that part equal points, in order; the draw comes last. */
  readonly ties: readonly string[];
  readonly criteria: readonly RankedCriterion[];
};

export const INPUT_SOURCES = [
  "entered",
  "table",
  "assessor",
  "panel",
  "committee",
  "veto",
  "not-eligible",
] as const;
export type InputSource = (typeof INPUT_SOURCES)[number];

/** One line of scores.csv without the person: one fact that counts. */
export type RankingInput = {
  /** Of a veto too; "" where a rule of the call speaks against somebody. */
  readonly criterion: string;
  readonly source: InputSource;
  /** `A1` and so on, "" for whatever no single assessor gave. */
  readonly by: string;
  /** Points or score; for a table the chosen row; for `not-eligible` the rule; "" for a veto. */
  readonly value: string;
};

export type RankedPerson = {
  readonly id: string;
  readonly inputs: readonly RankingInput[];
};

export type RankedLine = {
  readonly id: string;
  /** Null for somebody who is not ranked: a veto, or a rule of the call. */
  readonly rank: number | null;
  readonly points: number;
  readonly byCriterion: Readonly<Record<string, number>>;
  /** `points`, `tie:<criterion>`, `draw`, `veto`, `not-eligible`: what put the person here. */
  readonly decidedBy: string;
};
