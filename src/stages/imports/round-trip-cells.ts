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
import { asItWentOut, ID_COLUMN, MARKS_COLUMN } from "./round-trip.rules.ts";

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
export function withRole(ids: readonly string[], role: string, facts: Facts): readonly string[] {
  const fitting = ids.filter((id) =>
    facts.organisations.some((each) => each.id === id && each.roles.includes(role)),
  );
  return fitting.length > 0 ? fitting : ids;
}

/** Of organisations with one name the one that stands here, or stood there when the list went out. */
export function meantIn(
  row: {
    readonly marks: string;
    readonly values: ReadonlyMap<string, string>;
    readonly named: readonly string[];
  },
  column: string,
  here: string | null,
): ReadonlyMap<string, string> {
  if (row.named.length < 2) return row.values;
  const meant =
    here !== null && row.named.includes(here) ? here : asItWentOut(row.marks, column, row.named);
  return meant === undefined ? row.values : new Map(row.values).set(column, meant);
}
