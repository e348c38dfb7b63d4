import type { Encoding } from "../../platform/files/text.ts";
import type { Problem } from "../../shared/result.ts";

export const IMPORT_KINDS = [
  "applicants",
  "flows",
  "participants",
  "applicant-changes",
  "organisation-changes",
  "flow-changes",
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Lists that went out and come back: they say of each row where it belongs, and show every change. */
const LISTS_BACK: ReadonlySet<ImportKind> = new Set([
  "applicant-changes",
  "organisation-changes",
  "flow-changes",
]);
export const isListBack = (kind: ImportKind): boolean => LISTS_BACK.has(kind);

export const IMPORT_STATES = [
  "uploaded",
  "checking",
  "checked",
  "writing",
  "written",
  "discarded",
  "failed",
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
export const IMPORT_ACTIONS = ["check", "show", "write", "finish", "fail", "discard"] as const;
export type ImportAction = (typeof IMPORT_ACTIONS)[number];

/** Which column of the file stands for which of ours; null: left out. */
export type Mapping = {
  readonly header: readonly string[];
  readonly columns: readonly (string | null)[];
  readonly encoding: Encoding | "workbook";
  /** Whether the person chose to leave out rows with a problem. */
  readonly leaveOut?: boolean;
};

/** One thing wrong with one cell, kept with what stood there. */
export type RowProblem = {
  /** As an editor counts the lines of the file. */
  readonly line: number;
  /** Whose row it is, in the row's own words, because nobody thinks in line numbers. */
  readonly who: string;
  /** Name of our column; null when the whole row is meant. */
  readonly column: string | null;
  /** What the file calls that column. */
  readonly header: string | null;
  readonly value: string;
  readonly code: string;
  readonly params: NonNullable<Problem["params"]>;
};

/** One value that the file changes, for a person to read before it is written. */
export type RowChange = {
  readonly line: number;
  readonly who: string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
};

export type ImportReport = {
  readonly rows: number;
  readonly added: number;
  readonly corrected: number;
  /** Already there and the same: nothing is done. */
  readonly unchanged: number;
  /** Rows with at least one problem. */
  readonly bad: number;
  readonly problems: readonly RowProblem[];
  /** Only of a list that came back: every value it changes, as many as can be read. */
  readonly changes?: readonly RowChange[];
  readonly changedValues?: number;
};

export type Import = {
  readonly id: string;
  readonly kind: ImportKind;
  readonly callId: string | null;
  readonly lineId: string | null;
  readonly fileName: string;
  readonly state: ImportState;
  readonly mapping: Mapping;
  readonly report: ImportReport | null;
  readonly countries: readonly string[] | null;
  readonly progressId: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};
