import type { Problem } from "../../shared/result.ts";
import {
  type FormDefinition,
  type FormField,
  type FormPage,
  fieldsOf,
  NEEDED_KINDS,
  pagesOf,
} from "./application.forms.ts";
import { answersTo, deciding, hasOptions, isStandard } from "./form-parts.ts";

/** A language that every text has to be written in, by what its speakers call it. */
export type NeededLanguage = { readonly locale: string; readonly name: string };
type Localised = Readonly<Record<string, string>>;

/** Where a problem stands on the page of the form. */
export const atPage = (code: string): string => `page-${code}`;
export const atField = (code: string): string => `field-${code}`;
/** A question that is not there yet stands nowhere; it is called by its kind. */
export const atKind = (kind: string): string => `kind-${kind}`;

/** Everything that stands in the way of asking these questions, all at once. */
export function freezingProblems(
  definition: FormDefinition,
  languages: readonly NeededLanguage[],
): Problem[] {
  const pages = pagesOf(definition);
  return [
    ...neededKinds(pages),
    ...pages.flatMap((page) => [
      ...pageProblems(definition, page, languages),
      ...page.fields.flatMap((field) => fieldProblems(field, languages)),
    ]),
  ];
}

function neededKinds(pages: readonly FormPage[]): Problem[] {
  const problems: Problem[] = [];
  const fields = fieldsOf(pages);
  for (const kind of NEEDED_KINDS) {
    const asked = fields.filter((field) => field.kind === kind);
    if (asked.length === 0) problems.push({ code: "form-kind-missing", field: atKind(kind) });
    const [, again] = asked;
    if (again) problems.push({ code: "form-kind-twice", field: atField(again.code) });
    const page = pages.find((each) => each.fields.some((field) => field.kind === kind));
    if (page?.when) {
      problems.push({ code: "form-kind-conditional", field: atPage(page.code) });
    }
  }
  const pageOf = (kind: string) =>
    pages.findIndex((page) => page.fields.some((field) => field.kind === kind));
  const [first] = pages;
  // The first page's answers begin an application: from there on it needs somebody's name.
  if (first && pageOf("names") > 0) {
    problems.push({ code: "form-name-not-first", field: atPage(first.code) });
  }
  // Which cities somebody can choose depends on the country of the school.
  const cities = pages[pageOf("cities")];
  if (cities && pageOf("school") >= pageOf("cities")) {
    problems.push({ code: "form-cities-before-school", field: atPage(cities.code) });
  }
  return problems;
}

function missingIn(text: Localised | undefined, languages: readonly NeededLanguage[]): string {
  return languages
    .filter(({ locale }) => !text?.[locale])
    .map(({ name }) => name)
    .join(", ");
}

function pageProblems(
  definition: FormDefinition,
  page: FormPage,
  languages: readonly NeededLanguage[],
): Problem[] {
  const field = atPage(page.code);
  const problems: Problem[] = [];
  if (page.fields.length === 0) problems.push({ code: "form-page-empty", field });
  const untold = page.title ? missingIn(page.title, languages) : "";
  if (untold) {
    problems.push({ code: "form-title-missing", params: { languages: untold }, field });
  }
  const { when } = page;
  if (!when) return problems;
  if (when.ageBelow !== undefined || when.ageFrom !== undefined) {
    const pages = pagesOf(definition);
    const born = pages.findIndex((each) => each.fields.some((one) => one.kind === "birth-date"));
    const here = pages.findIndex((each) => each.code === page.code);
    if (born === -1 || born >= here) problems.push({ code: "form-age-not-known", field });
  }
  if (when.ageBelow !== undefined && when.ageFrom !== undefined && when.ageFrom >= when.ageBelow) {
    problems.push({ code: "form-age-of-nobody", field });
  }
  if (when.answer) {
    const { answer } = when;
    const asked = deciding(definition, page.code).find((each) => each.code === answer.field);
    const known = asked ? answersTo(asked) : [];
    if (answer.is.length === 0 || answer.is.some((value) => !known.includes(value))) {
      problems.push({ code: "form-condition-unknown", field });
    }
  }
  return problems;
}

function fieldProblems(asked: FormField, languages: readonly NeededLanguage[]): Problem[] {
  if (isStandard(asked)) return [];
  const field = atField(asked.code);
  const problems: Problem[] = [];
  const missing = (code: string, text: Localised | undefined): void => {
    const untold = missingIn(text, languages);
    if (untold) problems.push({ code, params: { languages: untold }, field });
  };
  missing("form-label-missing", asked.label);
  if (asked.hint) missing("form-hint-missing", asked.hint);
  if (hasOptions(asked.kind) && (asked.options ?? []).length < 2) {
    problems.push({ code: "form-options-few", field });
  }
  for (const [at, option] of (asked.options ?? []).entries()) {
    const untold = missingIn(option.label, languages);
    if (untold) {
      const params = { number: at + 1, languages: untold };
      problems.push({ code: "form-option-missing", params, field });
    }
  }
  return problems;
}
