import { fold } from "../../shared/fold.ts";
import type { Problem } from "../../shared/result.ts";
import {
  ATTENDANCE,
  ENROLLED,
  type FactColumn,
  factField,
  type TypedFacts,
} from "./confirmation.ts";
import type { Pupil } from "./pupil.ts";

export type Fact = {
  readonly points: number;
  /** The chosen rows of a table, in the table's order; null where points were typed. */
  readonly choices: readonly string[] | null;
};

/** A spreadsheet's way to write a whole number: 34,0 or 34.00 or 34 %. */
export const tidied = (text: string): string =>
  text
    .trim()
    .replace(/\s*%$/, "")
    .replace(/^(\d+)[.,]0+$/, "$1");

const same = (a: string, b: string): boolean => fold(a.trim()) === fold(b.trim());

const rowOf = (column: FactColumn, typed: string) =>
  column.choices.find(
    ({ value, label }) =>
      same(value, typed) || Object.values(label).some((words) => same(words, typed)),
  );

/**
 * The rows of a table that a cell names, by value or by words in any language, several with a plus
 * or a comma between them; null when one of them is no row of it.
 */
export function chosenRows(column: FactColumn, typed: string): FactColumn["choices"] | null {
  const whole = rowOf(column, typed);
  if (whole) return [whole];
  // The words of a row may hold a comma themselves: "B1, language of the host city".
  const parts = typed.split(typed.includes("+") ? "+" : ",").filter((part) => part.trim() !== "");
  const found = parts.map((part) => rowOf(column, part));
  return found.includes(undefined) ? null : column.choices.filter((row) => found.includes(row));
}

/** What a cell says, or what is wrong with it; null for an empty one, which confirms nothing. */
export function readFact(column: FactColumn, text: string): Fact | Problem | null {
  const typed = tidied(text);
  if (typed === "") return null;
  if (column.kind === "choice") {
    const rows = chosenRows(column, typed);
    if (!rows) return { code: "fact-not-a-row", params: { typed: typed.slice(0, 80) } };
    const sum = rows.reduce((total, row) => total + row.points, 0);
    return { points: Math.min(sum, column.maximum), choices: rows.map((row) => row.value) };
  }
  if (!/^\d{1,6}$/.test(typed)) return { code: "not-whole" };
  if (Number(typed) > column.maximum) return { code: "too-big", params: { max: column.maximum } };
  return { points: Number(typed), choices: null };
}

export const isProblem = (read: Fact | Problem | null): read is Problem =>
  read !== null && "code" in read;

/** What a confirmed fact would look like typed. */
export const confirmedText = (column: FactColumn, pupil: Pupil): string => {
  if (column.code === ATTENDANCE) return pupil.attendance === null ? "" : String(pupil.attendance);
  const fact = pupil.confirmed[column.code];
  return fact ? (fact.choices?.join("+") ?? String(fact.points)) : "";
};

export const enrolledText = ({ enrolled }: Pupil): string =>
  enrolled === null ? "" : enrolled ? "yes" : "no";

/**
 * The row as it counts now: a cell that was left as the page showed it says what a colleague has
 * confirmed since; one that both wrote into is named, and whoever comes second decides again.
 */
export function overtaken(
  row: TypedFacts,
  pupil: Pupil,
  columns: readonly FactColumn[],
): { readonly row: TypedFacts; readonly problems: readonly Problem[] } {
  const { was, applicationId } = row;
  if (!was) return { row, problems: [] };
  const problems: Problem[] = [];
  const cell = (code: string, given: string, now: string): string => {
    const typed = tidied(given);
    const before = tidied(was[code] ?? "");
    if (typed === "" || typed === now || before === now) return given;
    if (typed === before) return now;
    problems.push({ code: "changed-meanwhile", field: factField(applicationId, code) });
    return given;
  };
  const values = Object.fromEntries(
    columns.map((column) => [
      column.code,
      cell(column.code, row.values[column.code] ?? "", confirmedText(column, pupil)),
    ]),
  );
  const enrolled = cell(ENROLLED, row.enrolled, enrolledText(pupil));
  return { row: { ...row, values, enrolled }, problems };
}

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
