import { CsvError, parse } from "csv-parse/sync";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { decodeText, type Encoding } from "./text.ts";
import { isWorkbook, readWorkbook } from "./workbook.ts";

/** A table somebody brought: header and rows as text, nothing interpreted. */
export type Table = {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
  /** How the letters were kept; a workbook says it itself and nobody has to check it. */
  readonly encoding: Encoding | "workbook";
  readonly delimiter: string;
};
export type TableRow = {
  /** The line of the file where the row begins, as an editor counts: the header is often 1. */
  readonly line: number;
  readonly cells: readonly string[];
};

export const MOST_ROWS = 20_000;
const MOST_COLUMNS = 200;
const DELIMITERS = [",", ";", "\t", "|"] as const;

/**
 * Reads a table as office programs write it: a workbook, or CSV in UTF-8 or an old code page, with
 * or without a byte order mark, commas, semicolons or tabs, quotes anywhere, rows of any length.
 * What no program would read either is refused in words.
 * @param mostRows as many as a page can check while somebody waits, when left out
 */
export async function readTable(bytes: Buffer, mostRows = MOST_ROWS): Promise<Result<Table>> {
  if (bytes.length === 0) return refuse({ code: "file-empty" });
  if (isWorkbook(bytes)) {
    const read = await readWorkbook(bytes);
    if (!read.ok) return read;
    const records = read.value.map((cells, at) => ({ line: at + 1, cells }));
    return tableOf(records, { encoding: "workbook", delimiter: "" }, mostRows);
  }
  // The workbooks of before 2007 begin with this mark.
  if (startsWith(bytes, "\u00d0\u00cf\u0011\u00e0"))
    return refuse({ code: "file-is-old-workbook" });
  return readCsv(bytes, mostRows);
}

function readCsv(bytes: Buffer, mostRows: number): Result<Table> {
  const decoded = decodeText(bytes);
  if (!decoded) return refuse({ code: "file-not-text" });
  // NUL cannot be kept by the database, and one letter must not be written in two ways.
  const text = decoded.text
    .replace(/^\ufeff/, "")
    .replaceAll("\u0000", "")
    .normalize("NFC");
  const { delimiter, body, skipped } = delimiterOf(text);
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(body, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 1_000_000,
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as CsvError & { lines?: number }).lines ?? 0) + skipped;
    if (error.code === "CSV_QUOTE_NOT_CLOSED") {
      return refuse({ code: "file-quote-open", params: { line } });
    }
    return refuse({ code: "file-not-a-table", params: { line } });
  }
  let ends = 0;
  const rows = records.map(({ record, info }) => {
    // The parser tells where a row ends; a quoted cell of several lines begins earlier.
    const breaks = record.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
    const line = Math.max(info.lines - breaks, ends + 1) + skipped;
    ends = info.lines;
    return { line, cells: record.map(withoutGuard) };
  });
  return tableOf(rows, { encoding: decoded.encoding, delimiter }, mostRows);
}

/** Rows with something in them, the first as the header, within what a check can look through. */
function tableOf(
  rows: readonly TableRow[],
  how: Pick<Table, "encoding" | "delimiter">,
  mostRows: number,
): Result<Table> {
  const full = rows.filter(({ cells }) => cells.some((cell) => cell !== ""));
  const [head, ...rest] = full;
  if (!head) return refuse({ code: "file-empty" });
  if (rest.length === 0) return refuse({ code: "file-header-only" });
  if (rest.length > mostRows) {
    return refuse({ code: "file-too-long", params: { rows: rest.length, max: mostRows } });
  }
  if (head.cells.length > MOST_COLUMNS) {
    return refuse({ code: "file-too-wide", params: { max: MOST_COLUMNS } });
  }
  return ok({ header: withoutTail(head.cells), rows: rest, ...how });
}

/** Empty columns after the last named one are what a spreadsheet leaves when a column was emptied. */
function withoutTail(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell !== "");
  return cells.slice(0, last + 1);
}

const withoutGuard = (cell: string): string => (/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell);

function startsWith(bytes: Uint8Array, mark: string): boolean {
  return [...mark].every((letter, at) => bytes[at] === letter.charCodeAt(0));
}

/** Excel may say it in a first line of its own; else the one that most often stands in line one. */
function delimiterOf(text: string): { delimiter: string; body: string; skipped: number } {
  const said = /^sep=(.)\r?\n/i.exec(text);
  if (said) return { delimiter: said[1]!, body: text.slice(said[0].length), skipped: 1 };
  const first = (/^\s*([^\r\n]*)/.exec(text)?.[1] ?? "").replace(/"[^"]*"/g, "");
  const counted = DELIMITERS.map((delimiter) => ({
    delimiter,
    times: first.split(delimiter).length - 1,
  }));
  const best = counted.reduce((a, b) => (b.times > a.times ? b : a));
  return { delimiter: best.delimiter, body: text, skipped: 0 };
}
