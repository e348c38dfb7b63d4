import { fold } from "../../shared/fold.ts";
import type { Problem } from "../../shared/result.ts";
import { type FactColumn, factField, type TypedFacts } from "./confirmation.ts";

export type Fact = { readonly points: number; readonly choice: string | null };

/** A spreadsheet's way to write a whole number: 34,0 or 34.00 or 34 %. */
export const tidied = (text: string): string =>
  text
    .trim()
    .replace(/\s*%$/, "")
    .replace(/^(\d+)[.,]0+$/, "$1");

const same = (a: string, b: string): boolean => fold(a.trim()) === fold(b.trim());

/** The chosen row, by its value or by its words in any language. */
export const choiceOf = (column: FactColumn, typed: string) =>
  column.choices.find(
    ({ value, label }) =>
      same(value, typed) || Object.values(label).some((words) => same(words, typed)),
  );

/** What a cell says, or what is wrong with it; null for an empty one, which confirms nothing. */
export function readFact(column: FactColumn, text: string): Fact | Problem | null {
  const typed = tidied(text);
  if (typed === "") return null;
  if (column.kind === "choice") {
    const row = choiceOf(column, typed);
    return row
      ? { points: Math.min(row.points, column.maximum), choice: row.value }
      : { code: "fact-not-a-row", params: { typed: typed.slice(0, 40) } };
  }
  if (!/^\d{1,6}$/.test(typed)) return { code: "not-whole" };
  if (Number(typed) > column.maximum) return { code: "too-big", params: { max: column.maximum } };
  return { points: Number(typed), choice: null };
}

export const isProblem = (read: Fact | Problem | null): read is Problem =>
  read !== null && "code" in read;

const isEmpty = (row: TypedFacts): boolean =>
  row.enrolled === "" && Object.values(row.values).every((value) => value.trim() === "");

/** Rows in which somebody wrote something; an empty one is confirmed another day. */
export const writtenRows = (rows: readonly TypedFacts[]): TypedFacts[] =>
  rows.filter((row) => !isEmpty(row));

/** Everything wrong with what a school confirms, each at its cell. */
export function factProblems(
  rows: readonly TypedFacts[],
  columns: readonly FactColumn[],
): Problem[] {
  return writtenRows(rows).flatMap((row) => {
    const cells = columns.flatMap((column): Problem[] => {
      const read = readFact(column, row.values[column.code] ?? "");
      return isProblem(read) ? [{ ...read, field: factField(row.applicationId, column.code) }] : [];
    });
    const said = ["yes", "no"].includes(row.enrolled);
    return said
      ? cells
      : [...cells, { code: "enrolled-missing", field: factField(row.applicationId, "enrolled") }];
  });
}
