import type { Tx } from "../../platform/db/index.ts";
import { type CsvCell, csvPiece } from "../../platform/files/csv.ts";
import { openText } from "../allocation-runs/sealed-run.ts";
import type { AddFile, Level, TableLeft, TableWritten } from "./archive.ts";
import { ordersOf, type Row, rowsOf, selection } from "./rows.store.ts";
import { ROOMS } from "./tables/index.ts";
import { type GivenTable, isGiven } from "./tables/table.ts";

type Shape = {
  readonly columns: readonly string[];
  readonly sealed: Readonly<Record<string, string>>;
  readonly where: string;
  readonly leftOut: Readonly<Record<string, string>>;
};

const words = (text: string): string[] => text.split(" ").filter(Boolean);

/** What of a table a level has; null where it has nothing of it. */
function shapeOf(table: GivenTable, level: Level): Shape | null {
  const all = words(table.columns);
  const sealed = table.sealed ?? {};
  // The front door may see other schemes' names: the rows of this one are asked for by name.
  const scheme = `${table.name === "schemes" ? "id" : "scheme_id"} = (select ref.current_scheme())`;
  const out: Record<string, string> = { scheme_id: "one-scheme", ...table.out };
  const { takenBack } = table;
  const own = takenBack ? `${scheme} and not (${takenBack.where})` : scheme;
  if (takenBack) out[takenBack.called] = "taken-back";
  if (level === "public") {
    if (!table.open) return null;
    const open = words(table.open.columns);
    const others = [...all.filter((name) => !open.includes(name)), ...Object.keys(sealed)];
    for (const name of others) out[name] = "not-public";
    return { columns: open, sealed: {}, where: `${own} and (${table.open.where})`, leftOut: out };
  }
  if (level === "whole") {
    return { columns: [...all, ...Object.keys(sealed)], sealed, where: own, leftOut: out };
  }
  for (const name of Object.keys(sealed)) out[name] = "told-in-confidence";
  const { inConfidence } = table;
  if (!inConfidence) return { columns: all, sealed: {}, where: own, leftOut: out };
  out[inConfidence.called] = "told-in-confidence";
  const where = `${own} and not (${inConfidence.where})`;
  return { columns: all, sealed: {}, where, leftOut: out };
}

/** A value as JSON writes it, opened where it was sealed. */
function openedValue(row: Row, name: string, bound: string | undefined): unknown {
  const value = row[name] ?? null;
  if (bound === undefined || !Buffer.isBuffer(value)) return value;
  const where = bound.replace(/\{(\w+)\}/g, (_, part: string) => String(row[part]));
  return openText(value, where).trimEnd();
}

const cellOf = (value: unknown): CsvCell => {
  if (value instanceof Date) return value.toISOString();
  return value !== null && typeof value === "object" ? JSON.stringify(value) : (value as CsvCell);
};

/**
 * Every table of the scheme as two files: for a spreadsheet and for a program. Each is read from the
 * database twice, in a transaction that sees one moment, so that neither is held in memory.
 */
export async function writeTables(
  tx: Tx,
  level: Level,
  add: AddFile,
  onTable: () => Promise<void> = async () => {},
): Promise<{ readonly tables: readonly TableWritten[]; readonly left: readonly TableLeft[] }> {
  const keys = await ordersOf(tx);
  const tables: TableWritten[] = [];
  const left: TableLeft[] = [];
  for (const { room, tables: own } of ROOMS) {
    for (const table of own) {
      const shape = isGiven(table) ? shapeOf(table, level) : null;
      if (!shape) {
        left.push({ room, name: table.name, reason: isGiven(table) ? "not-public" : table.left });
        continue;
      }
      const statement = selection({
        table: table.name,
        columns: [...new Set([...shape.columns])],
        where: shape.where,
        order: keys.get(table.name) ?? ["1"],
      });
      const name = `tables/${room}/${table.name}`;
      let rows = 0;
      async function* csv(): AsyncGenerator<string> {
        yield csvPiece([shape!.columns], true);
        for await (const some of rowsOf(tx, statement)) {
          rows += some.length;
          yield csvPiece(
            some.map((row) =>
              shape!.columns.map((each) => cellOf(openedValue(row, each, shape!.sealed[each]))),
            ),
            false,
          );
        }
      }
      async function* json(): AsyncGenerator<string> {
        let before = "[";
        for await (const some of rowsOf(tx, statement)) {
          const written = some.map((row) => {
            const whole = shape!.columns.map((each) => [
              each,
              openedValue(row, each, shape!.sealed[each]),
            ]);
            return JSON.stringify(Object.fromEntries(whole));
          });
          yield `${before}\n${written.join(",\n")}`;
          before = ",";
        }
        yield before === "[" ? "[]\n" : "\n]\n";
      }
      const files = [await add(`${name}.csv`, csv()), await add(`${name}.json`, json())];
      tables.push({
        room,
        name: table.name,
        rows,
        files: files.map((file) => file.name),
        columns: shape.columns,
        leftOut: shape.leftOut,
      });
      await onTable();
    }
  }
  return { tables, left };
}
