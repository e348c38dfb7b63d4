import type { Tx } from "../../platform/db/index.ts";
import { savepoint } from "../../platform/db/savepoint.ts";
import type { Table } from "../../platform/files/table.ts";
import type { Facts } from "./facts.store.ts";
import {
  type Import,
  type ImportReport,
  isListBack,
  type RowChange,
  type RowProblem,
} from "./import.ts";
import type { Kind, Outcome, Target, Written } from "./kind.ts";
import { kindOf } from "./kinds.ts";
import { type CellProblem, RowReader } from "./row-reader.ts";
import { organisationsByName } from "./vocabulary.ts";

/** As many changes as anybody reads; the file itself has all. */
const MOST_CHANGES = 1_000;

type Change = NonNullable<Written["changes"]>[number];
type Ready = { readonly index: number; readonly row: unknown };
type Found = CellProblem & { readonly index: number };
export type Tell = (done: number, total: number) => Promise<void>;

/**
 * Reads every row and writes the good ones through the use-cases that pages use, so that a check
 * and a writing cannot come to different ends. Whether what was written stays is for the caller to
 * say, by keeping or rolling back its savepoint.
 */
export async function evaluateRows(
  tx: Tx,
  from: Pick<Import, "kind" | "mapping" | "countries" | "callId" | "lineId">,
  table: Table,
  facts: Facts,
  tell: Tell = async () => {},
): Promise<ImportReport> {
  const kind = kindOf(from.kind);
  const problems: Found[] = [];
  const ready = readRows(kind, from, table, facts, problems);
  const target: Target = {
    callId: from.callId ?? "",
    lineId: from.lineId ?? "",
    countries: from.countries,
  };
  const changes: Change[] = [];
  const count: Record<Outcome, number> = { added: 0, corrected: 0, unchanged: 0 };
  for (let at = 0; at < ready.length; at += kind.chunk) {
    await writeChunk(tx, kind, target, ready.slice(at, at + kind.chunk), count, problems, changes);
    await tell(table.rows.length - ready.length + at + kind.chunk, table.rows.length);
  }
  problems.sort((a, b) => a.index - b.index);
  return {
    rows: table.rows.length,
    ...count,
    bad: new Set(problems.map(({ index }) => index)).size,
    problems: problems.map((problem) =>
      rowProblem(problem, kind, from.mapping.columns, table, facts),
    ),
    ...(isListBack(from.kind)
      ? { changedValues: changes.length, changes: rowChanges(changes, kind, from, table, facts) }
      : {}),
  };
}

function readRows(
  kind: Kind<unknown>,
  from: Pick<Import, "mapping" | "countries">,
  table: Table,
  facts: Facts,
  problems: Found[],
): Ready[] {
  const names = organisationsByName(facts);
  const seen = new Map<string, number>();
  return table.rows.flatMap(({ cells, line }, index) => {
    const reader = new RowReader(cellsOf(cells, from.mapping.columns), names);
    const width = cells.findLastIndex((cell) => cell !== "") + 1;
    if (width > table.header.length) {
      // One separator too many moves every value behind it into the wrong column.
      reader.problem(null, "row-too-long", { cells: width, columns: table.header.length });
    }
    const row = kind.read(reader, facts);
    if (row !== undefined) {
      const country = kind.countryOf(row);
      if (country !== null && from.countries && !from.countries.includes(country)) {
        reader.problem("country", "not-your-country", { country });
      }
      const key = kind.keyOf(row);
      const first = seen.get(key);
      if (first !== undefined) reader.problem(null, "row-twice", { line: first });
      else seen.set(key, line);
    }
    problems.push(...reader.problems.map((problem) => ({ ...problem, index })));
    return row === undefined || reader.problems.length > 0 ? [] : [{ index, row }];
  });
}

function cellsOf(
  cells: readonly string[],
  columns: readonly (string | null)[],
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [at, name] of columns.entries()) {
    if (name !== null) found.set(name, [...(found.get(name) ?? []), cells[at] ?? ""]);
  }
  return found;
}

/**
 * Writes what can be written of a chunk. A use-case refuses the whole list with every problem it
 * sees; rows with one are taken out and the rest is tried again, because some problems show only
 * when others are gone.
 */
async function writeChunk(
  tx: Tx,
  kind: Kind<unknown>,
  target: Target,
  chunk: readonly Ready[],
  count: Record<Outcome, number>,
  problems: Found[],
  changes: Change[],
): Promise<void> {
  let left = chunk;
  while (left.length > 0) {
    const before = await savepoint(tx);
    const rows = left.map(({ row }) => row);
    const {
      outcomes,
      problems: found,
      refused,
      changes: changed = [],
    } = await kind.write(tx, target, rows);
    if (refused) {
      await before.undo();
      for (const { index } of left) {
        for (const { code, params } of refused) {
          problems.push({ index, column: null, code, params: params ?? {} });
        }
      }
      return;
    }
    const wrong = new Set(found.map(({ at }) => at));
    if (wrong.size === 0 && outcomes.every((outcome) => outcome !== null)) {
      for (const outcome of outcomes) if (outcome) count[outcome] += 1;
      for (const change of changed) changes.push({ ...change, at: left[change.at]!.index });
      await before.keep();
      return;
    }
    await before.undo();
    for (const { at, ...problem } of found) problems.push({ ...problem, index: left[at]!.index });
    const same = new Set(left.flatMap((_, at) => (outcomes[at] === "unchanged" ? [at] : [])));
    count.unchanged += [...same].filter((at) => !wrong.has(at)).length;
    const rest = left.filter((_, at) => !wrong.has(at) && !same.has(at));
    if (rest.length === left.length) throw new Error("an import refused rows without saying why");
    left = rest;
  }
}

/** What a row of the file says under one of our columns. */
const writtenIn =
  (cells: readonly string[], columns: readonly (string | null)[]) =>
  (name: string): string =>
    columns
      .flatMap((each, at) => (each === name ? [cells[at] ?? ""] : []))
      .filter(Boolean)
      .join(" ");

const whose = (kind: Kind<unknown>, written: (name: string) => string): string =>
  kind.who.map(written).filter(Boolean).join(" ").slice(0, 120);

function rowChanges(
  changes: readonly Change[],
  kind: Kind<unknown>,
  from: Pick<Import, "mapping">,
  table: Table,
  facts: Facts,
): RowChange[] {
  return changes.slice(0, MOST_CHANGES).map(({ at, column, before, after }) => {
    const row = table.rows[at]!;
    const shown = (value: string) => kind.shown?.(column, value, facts) ?? value;
    return {
      line: row.line,
      who: whose(kind, writtenIn(row.cells, from.mapping.columns)),
      column,
      before: shown(before),
      after: shown(after),
    };
  });
}

function rowProblem(
  { index, column, code, params }: Found,
  kind: Kind<unknown>,
  columns: readonly (string | null)[],
  table: Table,
  facts: Facts,
): RowProblem {
  const row = table.rows[index]!;
  const written = writtenIn(row.cells, columns);
  const at = column === null ? -1 : columns.indexOf(column);
  return {
    line: row.line,
    who: whose(kind, written),
    column,
    header: at < 0 ? null : (table.header[at] ?? null),
    value: column === null ? "" : written(column).slice(0, 200),
    code,
    params: Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        column !== null && typeof value === "string"
          ? (kind.shown?.(column, value, facts) ?? value)
          : value,
      ]),
    ),
  };
}
