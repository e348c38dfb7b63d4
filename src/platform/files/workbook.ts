/** Spreadsheets in and out: the one place that knows the library and the format's traps. */
import { type CellValue, readXlsx, writeXlsx } from "hucre/xlsx";
import { ok, type Result, refuse } from "../../shared/result.ts";
import type { CsvCell } from "./csv.ts";
import { zipWithinBounds } from "./zip-bounds.ts";

export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const NARROW = 8;
const WIDE = 48;
/** Enough rows to see how wide a column is; the rest would cost time and change nothing. */
const MEASURED = 200;

/**
 * A table as a workbook of one sheet: header kept in sight, a filter over it, columns as wide as
 * what stands in them. Text is text, also where it begins like a formula: the format keeps text
 * and formulas apart, so nothing has to be put in front of it.
 * @param rows header first
 * @param hidden how many columns at the left are for the way back and not for reading
 */
export const toWorkbook = (
  sheet: string,
  rows: readonly (readonly CsvCell[])[],
  hidden = 0,
): Promise<Buffer> => toWorkbookOf([{ name: sheet, rows, hidden }]);

/** One sheet of a workbook; rows begin with the header. */
export type Sheet = {
  readonly name: string;
  readonly rows: readonly (readonly CsvCell[])[];
  readonly hidden?: number;
};

/** The same with several sheets beside each other. */
export async function toWorkbookOf(sheets: readonly Sheet[]): Promise<Buffer> {
  const bytes = await writeXlsx({
    sheets: sheets.map(({ name, rows, hidden = 0 }) => ({
      // A sheet's name may not hold these signs, nor be longer than 31 letters.
      name: name.replace(/[\\/?*:[\]]/g, " ").slice(0, 31),
      columns: Array.from({ length: rows[0]?.length ?? 0 }, (_, at) => ({
        width: widthOf(rows, at),
        ...(at < hidden ? { hidden: true } : {}),
      })),
      rows: rows.map((row) => row.map((cell): CellValue => cell ?? null)),
      freezePane: { rows: 1 },
    })),
  });
  return Buffer.from(bytes);
}

function widthOf(rows: readonly (readonly CsvCell[])[], at: number): number {
  const longest = rows
    .slice(0, MEASURED)
    .reduce((most, row) => Math.max(most, String(row[at] ?? "").length), NARROW);
  return Math.min(longest + 2, WIDE);
}

/** Zip files begin with this mark, and a workbook is one. */
export const isWorkbook = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/**
 * The first visible sheet with something on it, every cell as the text a person sees in a CSV file:
 * days as `2009-03-12`, yes and no as words a reader knows, formulas by their last result.
 */
export async function readWorkbook(bytes: Buffer): Promise<Result<readonly (readonly string[])[]>> {
  const bounds = zipWithinBounds(bytes);
  if (!bounds.ok) return bounds;
  // Nobody needs a program to bring a list; what holds one is not opened.
  if (bounds.value.names.some((name) => /vbaProject|\.bin$/i.test(name))) {
    return refuse({ code: "workbook-macros" });
  }
  try {
    const book = await readXlsx(bytes, { sheets: (info) => !info.hidden && !info.veryHidden });
    const sheet = book.sheets.find((each) => each.rows.some((row) => row.some(isSomething)));
    if (!sheet) return refuse({ code: "file-empty" });
    return ok(sheet.rows.map((row) => row.map(textOf)));
  } catch {
    return refuse({ code: "workbook-broken" });
  }
}

const isSomething = (value: CellValue): boolean => textOf(value) !== "";

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return "";
    const text = value.toISOString();
    return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text;
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  // NUL cannot be kept by the database, and one letter must not be written in two ways.
  return String(value).replaceAll("\u0000", "").normalize("NFC").trim();
}
