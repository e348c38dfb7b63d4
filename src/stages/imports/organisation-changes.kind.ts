import { LOCALES, type MessageKey, wordsFor } from "../../platform/i18n/index.ts";
import { fold } from "../../shared/fold.ts";
import { ok, refuse } from "../../shared/result.ts";
import { changeOrganisation } from "../organisations/change-organisation.ts";
import { isOwnSchool, partnerProblems } from "../organisations/organisation.rules.ts";
import {
  type NewOrganisation,
  ORGANISATION_KINDS,
  ORGANISATION_ROLES,
  ORGANISATION_SETTINGS,
  type Organisation,
} from "../organisations/organisation.ts";
import { holdOrganisations, readSendersOf } from "../organisations/read-organisations.ts";
import { type Cell, readChoice } from "./cells.rules.ts";
import type { Column } from "./columns.rules.ts";
import type { Facts } from "./facts.store.ts";
import type { Kind, Written } from "./kind.ts";
import {
  asItWentOut,
  compare,
  type FieldChange,
  ID_COLUMN,
  MARKS_COLUMN,
  marksOf,
} from "./round-trip.rules.ts";
import type { RowReader } from "./row-reader.ts";
import { choiceWords } from "./vocabulary.ts";

/** Columns by the name of their heading in the catalogues, so that a file made in any language fits. */
const COLUMNS = {
  name: "organisations.name",
  kind: "organisations.kind",
  roles: "organisations.roles",
  city: "organisations.city",
  country: "organisations.country",
  sendingPartnerId: "organisations.partner",
  website: "organisations.website",
  setting: "organisations.setting",
} as const satisfies Partial<Record<keyof Organisation, MessageKey>>;
type Field = keyof typeof COLUMNS;
const FIELDS = Object.keys(COLUMNS) as Field[];
const FIELD_OF = new Map<string, Field>(FIELDS.map((field) => [COLUMNS[field], field]));

const inEveryLanguage = (key: MessageKey): string[] => [
  ...new Set(LOCALES.map((locale) => wordsFor(locale).t(key))),
];

const kinds = choiceWords(ORGANISATION_KINDS, (kind) => `organisations.kind-${kind}`);
const roles = choiceWords(ORGANISATION_ROLES, (role) => `organisations.role-${role}`);
const settings: ReadonlyMap<string, string> = new Map([
  ...choiceWords(ORGANISATION_SETTINGS, (setting) => `organisations.setting-${setting}`),
  ...inEveryLanguage("organisations.setting-unknown").map((word) => [fold(word), ""] as const),
]);

/** Several roles stand in one cell, kept apart as the list keeps them apart. */
function readRoles(text: string): Cell<string> {
  const found = text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => readChoice(part, roles));
  if (found.some((each) => !each.ok)) return refuse({ code: "not-a-choice" });
  return ok(
    found
      .flatMap((each) => (each.ok ? [each.value] : []))
      .sort()
      .join(" "),
  );
}

const known = new WeakMap<Facts, ReadonlyMap<string, string>>();

/** Names that countries have in each language: those of the organisations that are there. */
function countriesOf(facts: Facts): ReadonlyMap<string, string> {
  const before = known.get(facts);
  if (before) return before;
  const codes = [...new Set(facts.organisations.map(({ country }) => country))];
  const names = new Map(
    codes.flatMap((code) => [
      [fold(code), code] as const,
      ...LOCALES.map((locale) => [fold(wordsFor(locale, "plain").country(code)), code] as const),
    ]),
  );
  known.set(facts, names);
  return names;
}

/** The values of an organisation in the form in which marks are made and compared. */
const valuesOf = (one: Organisation): Map<string, string> =>
  new Map<string, string>([
    [COLUMNS.name, one.name],
    [COLUMNS.kind, one.kind],
    [COLUMNS.roles, [...one.roles].sort().join(" ")],
    [COLUMNS.city, one.city],
    [COLUMNS.country, one.country],
    [COLUMNS.sendingPartnerId, one.sendingPartnerId ?? ""],
    [COLUMNS.website, one.website ?? ""],
    [COLUMNS.setting, one.setting ?? ""],
  ]);

/** What the list writes into its hidden column of one organisation. */
export const organisationMarks = (one: Organisation): string => marksOf(valuesOf(one));

type Row = {
  readonly id: string;
  readonly marks: string;
  readonly values: ReadonlyMap<string, string>;
  /** Every partner that the cell may mean; a list names them without their towns. */
  readonly partners: readonly string[];
};

export const organisationChanges: Kind<Row> = {
  columns: () => [
    { name: ID_COLUMN, required: true, words: [ID_COLUMN] },
    { name: MARKS_COLUMN, required: true, words: [MARKS_COLUMN] },
    ...FIELDS.map(
      (field): Column => ({
        name: COLUMNS[field],
        required: false,
        words: inEveryLanguage(COLUMNS[field]),
      }),
    ),
  ],
  who: [COLUMNS.name],
  chunk: 500,
  keyOf: ({ id }) => id,
  // Who may change which organisation is asked of each as it stands here, not as the file has it.
  countryOf: () => null,
  shown: (column, value, { organisations }) =>
    column === COLUMNS.sendingPartnerId
      ? (organisations.find(({ id }) => id === value)?.name ?? value)
      : value,

  read(cells, facts) {
    const id = cells.need(ID_COLUMN);
    const marks = cells.need(MARKS_COLUMN);
    const values = new Map<string, string>();
    for (const field of FIELDS) {
      const column = COLUMNS[field];
      if (cells.has(column)) values.set(column, valueIn(cells, field, facts));
    }
    const partners = cells.organisations(COLUMNS.sendingPartnerId);
    if (values.has(COLUMNS.sendingPartnerId)) {
      values.set(COLUMNS.sendingPartnerId, sendersFirst(partners, facts)[0] ?? "");
    }
    if (cells.problems.length > 0) return undefined;
    return { id, marks, values, partners: sendersFirst(partners, facts) };
  },

  async write(tx, { countries }, rows) {
    const held = await holdOrganisations(
      tx,
      rows.map(({ id }) => id),
    );
    const own = countries && (await readSendersOf(tx, countries));
    const problems: Written["problems"][number][] = [];
    const changes: NonNullable<Written["changes"]>[number][] = [];
    const changed = new Set<number>();
    for (const [at, row] of rows.entries()) {
      const here = held.get(row.id);
      if (!here) {
        problems.push({ at, column: null, code: "organisation-not-yours", params: {} });
        continue;
      }
      const found = compare(row.marks, valuesOf(here), meantIn(row, here));
      for (const { column, before, after } of found.conflicts) {
        problems.push({ at, column, code: "changed-on-both-sides", params: { before, after } });
      }
      if (found.changes.length === 0) continue;
      const to = changedTo(here, found.changes);
      if (own && !isOwnSchool(here, own)) {
        problems.push({ at, column: null, code: "organisation-not-yours", params: {} });
        continue;
      }
      const mine = own ? partnerProblems(to, own) : [];
      const done = mine.length > 0 ? refuse(...mine) : await changeOrganisation(tx, here.id, to);
      if (!done.ok) {
        for (const { field, code, params } of done.problems) {
          const column = COLUMNS[field as Field] ?? null;
          problems.push({ at, column, code, params: params ?? {} });
        }
        continue;
      }
      changes.push(...found.changes.map((change) => ({ at, ...change })));
      changed.add(at);
    }
    return {
      outcomes: rows.map((_, at) => (changed.has(at) ? "corrected" : "unchanged")),
      problems,
      changes,
    };
  },
};

/** Of organisations with one name it is those that send that a school can be sent by. */
function sendersFirst(ids: readonly string[], { organisations }: Facts): readonly string[] {
  const sends = (id: string) =>
    organisations.some((each) => each.id === id && each.roles.includes("sending"));
  const senders = ids.filter(sends);
  return senders.length > 0 ? senders : ids;
}

/** Of partners with one name the one that stands here, or stood there when the list went out. */
function meantIn(row: Row, here: Organisation): ReadonlyMap<string, string> {
  const column = COLUMNS.sendingPartnerId;
  if (row.partners.length < 2) return row.values;
  const meant = row.partners.includes(here.sendingPartnerId ?? "")
    ? here.sendingPartnerId
    : asItWentOut(row.marks, column, row.partners);
  return meant ? new Map(row.values).set(column, meant) : row.values;
}

function valueIn(cells: RowReader, field: Field, facts: Facts): string {
  const column = COLUMNS[field];
  switch (field) {
    case "kind":
      return cells.read(column, (text) => readChoice(text, kinds), true) ?? "";
    case "roles":
      return cells.read(column, readRoles, true) ?? "";
    case "country":
      return cells.read(column, (text) => readCountry(text, facts), true) ?? "";
    case "setting":
      return cells.read(column, (text) => readChoice(text, settings)) ?? "";
    case "website":
    case "sendingPartnerId":
      return cells.text(column);
    default:
      return cells.need(column);
  }
}

/** A country by its name here, or by its code where nobody is from there yet. */
function readCountry(text: string, facts: Facts): Cell<string> {
  const found = readChoice(text, countriesOf(facts));
  if (found.ok) return found;
  return /^[A-Z]{2}$/.test(text)
    ? ok(text)
    : refuse({ code: "country-unknown", params: { value: text } });
}

function changedTo(here: Organisation, changes: readonly FieldChange[]): NewOrganisation {
  const to: Record<string, unknown> = {};
  for (const { column, after } of changes) {
    const field = FIELD_OF.get(column);
    if (field === "roles") to.roles = after.split(" ").filter(Boolean);
    else if (field) to[field] = after === "" ? null : after;
  }
  return { ...here, ...to };
}
