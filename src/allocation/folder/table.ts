import type { Attribute } from "../problem.ts";
import { CsvReader, type CsvRecord } from "./csv.ts";
import type { Faults, ProblemFile } from "./faults.ts";
import { Ids, Lines, Numbers } from "./ids.ts";

const lenient = new TextDecoder();
const SEMICOLON = 0x3b;

/** The text of a field, for a message: whatever its bytes are. */
export function textOf(record: CsvRecord, field: number): string {
  return lenient.decode(record.bytes.subarray(record.start[field], record.end[field]));
}

/** One CSV file of the folder: its header, its shape, its numbers; meaning is the caller's. */
export class Table {
  readonly file: ProblemFile;
  readonly faults: Faults;
  names: string[] | null = null;
  private complete = false;
  private readonly csv: CsvReader;
  private readonly required: (names: readonly string[]) => readonly string[];
  private readonly onHeader: (table: Table) => void;
  private readonly onRow: (record: CsvRecord) => void;

  constructor(
    file: ProblemFile,
    faults: Faults,
    required: (names: readonly string[]) => readonly string[],
    onHeader: (table: Table) => void,
    onRow: (record: CsvRecord) => void,
  ) {
    this.file = file;
    this.faults = faults;
    this.required = required;
    this.onHeader = onHeader;
    this.onRow = onRow;
    this.csv = new CsvReader(
      (record) => (this.names === null ? this.header(record) : this.row(record, this.names)),
      (code, line) => faults.add(code, file, { line }),
    );
  }

  push(chunk: Uint8Array): void {
    this.csv.push(chunk);
  }

  finish(): void {
    this.csv.finish();
    if (this.names === null) {
      this.faults.add("header-missing", this.file, {
        line: 1,
        wanted: this.required([]).join(", "),
      });
    }
  }

  /** Where a column is, or -1. */
  column(name: string): number {
    return this.names?.indexOf(name) ?? -1;
  }

  /** A whole number from `least` to `most`; an empty field, or no such column, is `missing`. */
  whole(
    record: CsvRecord,
    field: number,
    least: number,
    most: number,
    missing: number | null,
  ): number {
    const from = field === -1 ? 0 : record.start[field]!;
    const to = field === -1 ? 0 : record.end[field]!;
    if (from === to && missing !== null) return missing;
    let value = to > from && to - from <= 15 ? 0 : Number.NaN;
    for (let at = from; at < to; at++) {
      const digit = record.bytes[at]! - 0x30;
      value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
    }
    if (value >= least && value <= most) return value;
    this.fault("number-wanted", record, field, { least, most });
    return least;
  }

  fault(
    code: string,
    record: CsvRecord,
    field: number,
    params: Record<string, string | number> = {},
  ): void {
    this.faults.add(code, this.file, {
      line: record.line,
      column: this.names?.[field] ?? "",
      value: field === -1 ? "" : textOf(record, field),
      ...params,
    });
  }

  private header(record: CsvRecord): void {
    const names = Array.from({ length: record.fields }, (_, i) => textOf(record, i));
    this.names = names;
    const { file, faults } = this;
    if (
      names.length === 1 &&
      record.bytes.subarray(record.start[0], record.end[0]).includes(SEMICOLON)
    ) {
      faults.add("separator-wrong", file, { line: record.line });
    }
    names.forEach((name, i) => {
      if (name === "") faults.add("column-unnamed", file, { line: record.line, number: i + 1 });
      else if (names.indexOf(name) < i) {
        faults.add("column-twice", file, { line: record.line, column: name });
      }
    });
    for (const name of this.required(names)) {
      if (names.includes(name)) continue;
      const params = { line: record.line, column: name, found: names.join(", ") };
      faults.add("column-missing", file, params);
    }
    this.complete = this.required(names).every((name) => names.includes(name));
    this.onHeader(this);
  }

  private row(record: CsvRecord, names: readonly string[]): void {
    if (record.fields !== names.length) {
      const params = { line: record.line, wanted: names.length, found: record.fields };
      this.faults.add("fields-wrong", this.file, params);
      return;
    }
    if (this.complete) this.onRow(record);
  }
}

/** The rows of applicants.csv or places.csv: ids, the line of each, and its attribute columns. */
export class Register {
  readonly ids = new Ids();
  readonly lines = new Lines();
  private attributes: { name: string; field: number; values: Ids; codes: Numbers }[] = [];

  columns(table: Table, known: readonly string[]): void {
    this.attributes = (table.names ?? []).flatMap((name, field) =>
      known.includes(name) || name === ""
        ? []
        : [{ name, field, values: new Ids(), codes: new Numbers() }],
    );
  }

  /** Take in a row. False, with a fault, when its id is empty or already there. */
  row(table: Table, record: CsvRecord, field: number): boolean {
    const start = record.start[field]!;
    const end = record.end[field]!;
    if (start === end) {
      table.fault("id-empty", record, field);
      return false;
    }
    const before = this.ids.count;
    const id = this.ids.add(record.bytes, start, end);
    if (id < before) {
      table.fault("id-twice", record, field, { first: this.lines.at(id) });
      return false;
    }
    this.lines.push(record.line);
    for (const { field: at, values, codes } of this.attributes) {
      codes.push(values.add(record.bytes, record.start[at]!, record.end[at]!));
    }
    return true;
  }

  /** Ids as texts; bytes that are not UTF-8 become a fault at their line. */
  finish(table: Table): { ids: string[]; attributes: Attribute[] } {
    const idColumn = table.names?.[0] ?? "";
    return {
      ids: this.texts(table, this.ids, (id) => id, idColumn),
      attributes: this.attributes.map(({ name, values, codes }) => {
        const rows = codes.take();
        return {
          name,
          values: this.texts(table, values, (code) => rows.indexOf(code), name),
          codes: rows,
        };
      }),
    };
  }

  private texts(table: Table, ids: Ids, rowOf: (id: number) => number, column: string): string[] {
    const texts = ids.texts();
    texts.forEach((text, id) => {
      if (text !== null) return;
      table.faults.add("not-utf8", table.file, { line: this.lines.at(rowOf(id)), column });
    });
    return texts.map((text) => text ?? "");
  }
}
