import { LOCALES } from "../../platform/i18n/index.ts";
import { GENDERS, type Gender } from "../applications/application.ts";
import {
  type Correctable,
  type Correction,
  correctApplicants,
  holdApplicants,
} from "../applications/correct-applicants.ts";
import { readChoice, readDay, readWhole } from "./cells.rules.ts";
import type { Column } from "./columns.rules.ts";
import { type Kind, placeOf, type Written } from "./kind.ts";
import {
  asItWentOut,
  compare,
  type FieldChange,
  ID_COLUMN,
  MARKS_COLUMN,
  marksOf,
} from "./round-trip.rules.ts";
import type { RowReader } from "./row-reader.ts";
import { choiceWords, headings, tradeOf } from "./vocabulary.ts";

/** A row of the list as it comes back: the values of the columns that the file still has. */
type Row = {
  readonly id: string;
  readonly marks: string;
  readonly values: ReadonlyMap<string, string>;
  /** Every school that the cell may mean; a list names them without their towns. */
  readonly schools: readonly string[];
  readonly schoolName: string;
};

const FIELDS = {
  "family-name": "familyName",
  "given-names": "givenNames",
  "birth-date": "birthDate",
  gender: "gender",
  email: "email",
  phone: "phone",
  school: "organisationId",
  trade: "trade",
  language: "locale",
} as const;
type Field = keyof typeof FIELDS;
const NAMES = Object.keys(FIELDS) as Field[];
const COLUMNS = Object.fromEntries(
  Object.entries(FIELDS).map(([column, field]) => [field, column]),
);

const genders = choiceWords(GENDERS, (gender) => `imports.gender-${gender}`);
const languages = choiceWords(LOCALES, (locale) => `imports.language-${locale}`);

/** What of an application goes out and may come back changed. */
type Outgoing = Pick<Correctable, "organisationId" | "trade" | "locale" | "points"> & {
  readonly person: Omit<Correctable["person"], "gender"> & { readonly gender: string | null };
};

/** The values of an application in the form in which marks are made and compared. */
function valuesOf(one: Outgoing): Map<string, string> {
  const { person } = one;
  const fixed: Record<Field, string> = {
    "family-name": person.familyName,
    "given-names": person.givenNames,
    "birth-date": person.birthDate,
    gender: person.gender ?? "",
    // An address is the same in capitals; one that only looks different is no change.
    email: person.email?.toLowerCase() ?? "",
    phone: person.phone ?? "",
    school: one.organisationId,
    trade: one.trade,
    language: one.locale,
  };
  return new Map([
    ...Object.entries(fixed),
    ...Object.entries(one.points).map(
      ([code, value]) => [`points.${code}`, String(value)] as const,
    ),
  ]);
}

/** What the list writes into its hidden column of one application. */
export const applicantMarks = (one: Outgoing): string => marksOf(valuesOf(one));

export const applicantChanges: Kind<Row> = {
  columns: (facts) => [
    { name: ID_COLUMN, required: true, words: [ID_COLUMN] },
    { name: MARKS_COLUMN, required: true, words: [MARKS_COLUMN] },
    ...NAMES.map((name): Column => ({ name, required: false, words: headings(name) })),
    ...facts.criteria.map((criterion) => ({
      name: `points.${criterion.code}`,
      required: false,
      words: [criterion.code, ...Object.values(criterion.name)],
      label: `points.${criterion.code}`,
    })),
  ],
  who: ["given-names", "family-name"],
  chunk: 500,
  keyOf: ({ id }) => id,
  shown: (column, value, { organisations }) =>
    column === "school" ? (organisations.find(({ id }) => id === value)?.name ?? value) : value,
  // Whose country it is says the application, not the file.
  countryOf: () => null,

  read(cells, facts) {
    const id = cells.need(ID_COLUMN);
    const marks = cells.need(MARKS_COLUMN);
    const values = new Map<string, string>();
    for (const name of NAMES) if (cells.has(name)) values.set(name, valueIn(cells, name));
    const schools = cells.organisations("school");
    const schoolName = cells.text("school");
    if (cells.has("school")) values.set("school", schools[0] ?? "");
    for (const { code } of facts.criteria) {
      // A list of several calls has empty cells where a call does not know a criterion.
      const value = cells.read(`points.${code}`, readWhole);
      if (value !== undefined) values.set(`points.${code}`, String(value));
    }
    return cells.problems.length > 0 ? undefined : { id, marks, values, schools, schoolName };
  },

  async write(tx, { countries }, rows) {
    const held = await holdApplicants(
      tx,
      rows.map(({ id }) => id),
    );
    const problems: Written["problems"][number][] = [];
    const changes: NonNullable<Written["changes"]>[number][] = [];
    const corrections: { readonly at: number; readonly correction: Correction }[] = [];
    for (const [at, row] of rows.entries()) {
      const here = held.get(row.id);
      if (!here || (countries && !countries.includes(here.country))) {
        problems.push({ at, column: null, code: "row-not-found", params: {} });
        continue;
      }
      const meant = row.schools.includes(here.organisationId)
        ? here.organisationId
        : asItWentOut(row.marks, "school", row.schools);
      if (row.schools.length > 1 && meant === undefined) {
        const params = { value: row.schoolName };
        problems.push({ at, column: "school", code: "organisation-ambiguous", params });
        continue;
      }
      const values = meant === undefined ? row.values : new Map(row.values).set("school", meant);
      const found = compare(row.marks, valuesOf(here), values);
      for (const { column, before, after } of found.conflicts) {
        problems.push({ at, column, code: "changed-on-both-sides", params: { before, after } });
      }
      if (found.changes.length === 0) continue;
      changes.push(...found.changes.map((change) => ({ at, ...change })));
      corrections.push({ at, correction: correctionOf(row.id, found.changes) });
    }
    const done = await correctApplicants(
      tx,
      corrections.map(({ correction }) => correction),
    );
    if (!done.ok) {
      for (const { field, code, params } of done.problems) {
        const place = placeOf(field, COLUMNS);
        const at = corrections[place.at]?.at ?? -1;
        problems.push({ ...place, at, code, params: params ?? {} });
      }
    }
    const touched = new Set(corrections.map(({ at }) => at));
    return {
      outcomes: rows.map((_, at) => (touched.has(at) ? "corrected" : "unchanged")),
      problems,
      changes,
    };
  },
};

function valueIn(cells: RowReader, name: Field): string {
  switch (name) {
    case "birth-date":
      return cells.read(name, readDay, true) ?? "";
    case "gender":
      return cells.read(name, (text) => readChoice(text, genders)) ?? "";
    case "language":
      return cells.read(name, (text) => readChoice(text, languages), true) ?? "";
    case "school":
      return cells.need(name);
    case "trade":
      return tradeOf(cells.need(name));
    case "email":
      return cells.text(name).toLowerCase();
    case "phone":
      return cells.text(name);
    default:
      return cells.need(name);
  }
}

function correctionOf(applicationId: string, changes: readonly FieldChange[]): Correction {
  const person: Record<string, string | null> = {};
  const rest: { organisationId?: string; trade?: string; locale?: string } = {};
  const points: Record<string, number> = {};
  for (const { column, after } of changes) {
    if (column.startsWith("points.")) points[column.slice("points.".length)] = Number(after);
    else if (column === "school") rest.organisationId = after;
    else if (column === "trade") rest.trade = after;
    else if (column === "language") rest.locale = after;
    else person[FIELDS[column as Field]] = after === "" ? null : after;
  }
  return {
    applicationId,
    ...rest,
    ...(Object.keys(person).length > 0
      ? { person: person as Partial<Correctable["person"]> & { gender?: Gender | null } }
      : {}),
    ...(Object.keys(points).length > 0 ? { points } : {}),
  };
}
