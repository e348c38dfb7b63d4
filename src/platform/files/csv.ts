import { stringify } from "csv-stringify/sync";

export type CsvCell = string | number | boolean | null | undefined;

/**
 * A spreadsheet runs a cell that begins like a formula, whoever typed it (a name can be
 * `=HYPERLINK(...)`). An apostrophe in front makes it text in every program; reading a table takes
 * it off again, so a list that goes out and comes back is the same.
 */
const RUNS = /^[=+\-@\t\r]/;

export const asText = (cell: CsvCell): string => {
  if (cell === null || cell === undefined) return "";
  if (typeof cell !== "string") return String(cell);
  return RUNS.test(cell) ? `'${cell}` : cell;
};

/**
 * A table as a file: UTF-8 with the mark that makes Excel read Cyrillic, CRLF, commas.
 * @param rows header first
 */
export const toCsv = (rows: readonly (readonly CsvCell[])[]): string =>
  stringify(
    rows.map((row) => row.map(asText)),
    { bom: true, record_delimiter: "windows" },
  );

/** A piece of such a table, for those that are too long to be held: the first one has the mark. */
export const csvPiece = (rows: readonly (readonly CsvCell[])[], first: boolean): string =>
  stringify(
    rows.map((row) => row.map(asText)),
    { bom: first, record_delimiter: "windows" },
  );

/** A table for another program: no mark, lines that end as programs end them, cells as they are. */
export const toPlainCsv = (rows: readonly (readonly CsvCell[])[]): string =>
  stringify(rows.map((row) => [...row]));

export const CSV_TYPE = "text/csv; charset=utf-8";
