/**
 * What lists that come back have in common: headings from the catalogues, so that a file made in any
 * language fits, and cells that hold what a page shows instead of what is kept.
 */
import { LOCALES, type MessageKey, wordsFor } from "../../platform/i18n/index.ts";
import { fold } from "../../shared/fold.ts";
import { ok, refuse } from "../../shared/result.ts";
import { type Cell, readChoice } from "./cells.rules.ts";
import type { Column } from "./columns.rules.ts";
import type { Facts } from "./facts.store.ts";
import type { Written } from "./kind.ts";
import {
  asItWentOut,
  compare,
  type FieldChange,
  ID_COLUMN,
  MARKS_COLUMN,
} from "./round-trip.rules.ts";
import type { CellProblem, RowReader } from "./row-reader.ts";

export const inEveryLanguage = (key: MessageKey): string[] => [
  ...new Set(LOCALES.map((locale) => wordsFor(locale).t(key))),
];

/** The two hidden columns and those of the list, each by its heading. */
export const columnsBack = (headings: readonly MessageKey[]): Column[] => [
  { name: ID_COLUMN, required: true, words: [ID_COLUMN] },
  { name: MARKS_COLUMN, required: true, words: [MARKS_COLUMN] },
  ...headings.map((name) => ({ name, required: false, words: inEveryLanguage(name) })),
];

const known = new WeakMap<Facts, ReadonlyMap<string, string>>();

/** Names that countries have in each language: those of the organisations that are there. */
function countriesOf(facts: Facts): ReadonlyMap<string, string> {
  const before = known.get(facts);
  if (before) return before;
  const ofOrganisations = facts.organisations.map(({ country }) => country);
  const codes = [...new Set([...ofOrganisations, ...facts.countries])];
  const names = new Map(
    codes.flatMap((code) => [
      [fold(code), code] as const,
      ...LOCALES.map((locale) => [fold(wordsFor(locale, "plain").country(code)), code] as const),
    ]),
  );
  known.set(facts, names);
  return names;
}

/** A country by its name here, or by its code where nobody is from there yet. */
export function readCountry(text: string, facts: Facts): Cell<string> {
  const found = readChoice(text, countriesOf(facts));
  if (found.ok) return found;
  return /^[A-Z]{2}$/.test(text)
    ? ok(text)
    : refuse({ code: "country-unknown", params: { value: text } });
}

/** Of organisations with one name those that have the role; all of them where none has it. */
function withRole(ids: readonly string[], role: string, facts: Facts): readonly string[] {
  const fitting = ids.filter((id) =>
    facts.organisations.some((each) => each.id === id && each.roles.includes(role)),
  );
  return fitting.length > 0 ? fitting : ids;
}

/** A row of a list that has come back, with the one column in which it names an organisation. */
export type RowBack = {
  readonly id: string;
  readonly marks: string;
  readonly values: ReadonlyMap<string, string>;
  /** Every organisation that the cell may mean; a list names them without their towns. */
  readonly named: readonly string[];
};

/** @param valueIn what a cell says in the form in which it is kept; asked only of columns that came */
export function rowBack(
  cells: RowReader,
  columns: readonly string[],
  naming: { readonly column: string; readonly role: string; readonly facts: Facts },
  valueIn: (column: string) => string,
): RowBack | undefined {
  const id = cells.need(ID_COLUMN);
  const marks = cells.need(MARKS_COLUMN);
  const values = new Map<string, string>();
  for (const column of columns) if (cells.has(column)) values.set(column, valueIn(column));
  const named = withRole(cells.organisations(naming.column), naming.role, naming.facts);
  if (values.has(naming.column)) values.set(naming.column, named[0] ?? "");
  return cells.problems.length > 0 ? undefined : { id, marks, values, named };
}

/** Of organisations with one name the one that stands here, or stood there when the list went out. */
function meantIn(row: RowBack, column: string, here: string | null): ReadonlyMap<string, string> {
  if (row.named.length < 2) return row.values;
  const meant =
    here !== null && row.named.includes(here) ? here : asItWentOut(row.marks, column, row.named);
  return meant === undefined ? row.values : new Map(row.values).set(column, meant);
}

type Stop = (column: string | null, code: string, params?: CellProblem["params"]) => void;

/**
 * Holds each row against what stands here, says what was changed on both sides, and gives the rest
 * to `change`, which answers whether it was written, having said why not.
 */
export async function writeBack<Row extends RowBack, Here>(
  rows: readonly Row[],
  from: {
    readonly held: ReadonlyMap<string, Here>;
    /** What is said of a row that this person cannot see here. */
    readonly notHere: string;
    readonly naming: string;
    readonly valuesOf: (here: Here) => ReadonlyMap<string, string>;
    readonly change: (here: Here, changes: readonly FieldChange[], stop: Stop) => Promise<boolean>;
  },
): Promise<Written> {
  const problems: Written["problems"][number][] = [];
  const changes: NonNullable<Written["changes"]>[number][] = [];
  const changed = new Set<number>();
  for (const [at, row] of rows.entries()) {
    const stop: Stop = (column, code, params = {}) => problems.push({ at, column, code, params });
    const here = from.held.get(row.id);
    if (here === undefined) {
      stop(null, from.notHere);
      continue;
    }
    const values = from.valuesOf(here);
    const file = meantIn(row, from.naming, values.get(from.naming) || null);
    const found = compare(row.marks, values, file);
    for (const { column, before, after } of found.conflicts) {
      stop(column, "changed-on-both-sides", { before, after });
    }
    if (found.changes.length === 0 || !(await from.change(here, found.changes, stop))) continue;
    changes.push(...found.changes.map((change) => ({ at, ...change })));
    changed.add(at);
  }
  return {
    outcomes: rows.map((_, at) => (changed.has(at) ? "corrected" : "unchanged")),
    problems,
    changes,
  };
}
