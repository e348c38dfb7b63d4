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
import type { Kind } from "./kind.ts";
import { type FieldChange, marksOf } from "./round-trip.rules.ts";
import {
  columnsBack,
  inEveryLanguage,
  type RowBack,
  readCountry,
  rowBack,
  writeBack,
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

export const organisationChanges: Kind<RowBack> = {
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

  read: (cells, facts) =>
    rowBack(
      cells,
      FIELDS.map((field) => COLUMNS[field]),
      { column: COLUMNS.sendingPartnerId, role: "sending", facts },
      (column) => valueIn(cells, FIELD_OF.get(column)!, facts),
    ),

  async write(tx, { countries }, rows) {
    const held = await holdOrganisations(
      tx,
      rows.map(({ id }) => id),
    );
    const own = countries && (await readSendersOf(tx, countries));
    return writeBack(rows, {
      held,
      notHere: "organisation-not-yours",
      naming: COLUMNS.sendingPartnerId,
      valuesOf,
      async change(here, changes, stop) {
        if (own && !isOwnSchool(here, own)) {
          stop(null, "organisation-not-yours");
          return false;
        }
        const to = changedTo(here, changes);
        const mine = own ? partnerProblems(to, own) : [];
        const done = mine.length > 0 ? refuse(...mine) : await changeOrganisation(tx, here.id, to);
        if (done.ok) return true;
        for (const { field, code, params } of done.problems) {
          stop(COLUMNS[field as Field] ?? null, code, params);
        }
        return false;
      },
    });
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
