import type { Tx } from "../../platform/db/index.ts";
import type { Problem } from "../../shared/result.ts";
import type { Column } from "./columns.rules.ts";
import type { Facts } from "./facts.store.ts";
import type { CellProblem, RowReader } from "./row-reader.ts";

export type Outcome = "added" | "corrected" | "unchanged";

/** Where rows go: the call or line the file was brought for. */
export type Target = {
  readonly callId: string;
  readonly lineId: string;
  /** Countries whose people may be written; null means all. */
  readonly countries: readonly string[] | null;
};

/** What the writer says: an outcome for each row, or what stops which row. */
export type Written = {
  readonly outcomes: readonly (Outcome | null)[];
  readonly problems: readonly (CellProblem & { readonly at: number })[];
  /** Values that are another afterwards. */
  readonly changes?: readonly {
    readonly at: number;
    readonly column: string;
    readonly before: string;
    readonly after: string;
  }[];
  /** Stops the whole file, such as a call that was published meanwhile. */
  readonly refused?: readonly Problem[];
};

/** One kind of file: its columns, how a row is read, what the same row is, and who writes it. */
export type Kind<Row> = {
  readonly columns: (facts: Facts) => readonly Column[];
  /** Undefined where the cells are too broken to be judged as a whole. */
  readonly read: (cells: RowReader, facts: Facts) => Row | undefined;
  readonly keyOf: (row: Row) => string;
  /** Whose country's person the row is about; null when it is about nobody. */
  readonly countryOf: (row: Row) => string | null;
  /** Columns that say whose row it is. */
  readonly who: readonly string[];
  /** A changed value as a person reads it, where it is kept as something else. */
  readonly shown?: (column: string, value: string, facts: Facts) => string;
  /** Rows written together; progress is told in between. */
  readonly chunk: number;
  readonly write: (tx: Tx, target: Target, rows: readonly Row[]) => Promise<Written>;
};

/** `3:birthDate` or `3.birthDate` of a use-case for many, as a row and a column. */
export function placeOf(
  field: string | undefined,
  columns: Readonly<Record<string, string>>,
): { at: number; column: string | null } {
  const [, at = "-1", name = ""] = /^(\d+)[:.](.*)$/.exec(field ?? "") ?? [];
  return { at: Number(at), column: columns[name] ?? (name.startsWith("points.") ? name : null) };
}
