import type { MessageKey } from "../../platform/i18n/index.ts";
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
import type { Facts } from "./facts.store.ts";
import type { Kind, Written } from "./kind.ts";
import { compare, type FieldChange, ID_COLUMN, MARKS_COLUMN, marksOf } from "./round-trip.rules.ts";
import {
  columnsBack,
  inEveryLanguage,
  meantIn,
  readCountry,
  withRole,
} from "./round-trip-cells.ts";
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
  readonly named: readonly string[];
};

export const organisationChanges: Kind<Row> = {
  columns: () => columnsBack(FIELDS.map((field) => COLUMNS[field])),
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
    const partner = COLUMNS.sendingPartnerId;
    const named = withRole(cells.organisations(partner), "sending", facts);
    if (values.has(partner)) values.set(partner, named[0] ?? "");
    if (cells.problems.length > 0) return undefined;
    return { id, marks, values, named };
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
      const file = meantIn(row, COLUMNS.sendingPartnerId, here.sendingPartnerId);
      const found = compare(row.marks, valuesOf(here), file);
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

function changedTo(here: Organisation, changes: readonly FieldChange[]): NewOrganisation {
  const to: Record<string, unknown> = {};
  for (const { column, after } of changes) {
    const field = FIELD_OF.get(column);
    if (field === "roles") to.roles = after.split(" ").filter(Boolean);
    else if (field) to[field] = after === "" ? null : after;
  }
  return { ...here, ...to };
}
