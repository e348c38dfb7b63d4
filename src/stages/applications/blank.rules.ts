import type { FieldKind, FormField, FormPage } from "./application.forms.ts";

const PARTS: Partial<Record<FieldKind, readonly string[]>> = {
  names: ["-given", "-family"],
  "birth-date": ["-day", "-month", "-year"],
  school: ["", "-unlisted", "-written-town", "-name"],
  "trade-year": ["-trade", "-other", "-year", "-month", "-finished"],
  contact: ["-phone", "-email", "-way"],
  cities: ["-1", "-2", "-3", "-4", "-5"],
  guardian: ["-name", "-phone"],
  languages: ["-1", "-2", "-3"],
};

/** The boxes of a question, by the end of their names. */
export const boxesOf = (field: FormField): readonly string[] =>
  (PARTS[field.kind] ?? [""]).map((part) => `${field.code}${part}`);

/** Whether nobody wrote anything on a page: it is then left for later instead of being refused. */
export const isBlank = (page: FormPage, textOf: (name: string) => string): boolean =>
  page.fields.every((field) => boxesOf(field).every((name) => textOf(name) === ""));
