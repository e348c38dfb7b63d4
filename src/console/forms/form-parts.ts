import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { pageTitle, questionOf } from "../../stages/applications/answers-in-words.ts";
import {
  type FormDefinition,
  type FormField,
  type FormPage,
  fieldsOf,
  pagesOf,
  standardForm,
} from "../../stages/applications/application.forms.ts";
import type { KeptForm } from "../../stages/applications/change-form.ts";
import { FORM_BUDGET, measureForm } from "../../stages/applications/form-budget.ts";
import { isStandard } from "../../stages/applications/form-parts.ts";
import { atField, atKind, atPage } from "../../stages/applications/form-problems.ts";
import { type Html, html, tag, warningText } from "../../ui/index.ts";

export const formName = (words: Words, form: KeptForm): string =>
  words.t(`forms.name-${form.audience}`, { version: form.version });

export const formStateTag = (words: Words, state: KeptForm["state"]): Html =>
  tag({ text: words.t(`forms.state-${state}`), colour: state === "frozen" ? "purple" : "grey" });

/** A page by the words that stand on it; one without any is called by what it is. */
export const pageName = (words: Words, page: FormPage): string => {
  const name = page.title || page.fields.length > 0 ? pageTitle(words, page) : "";
  return name || words.t("forms.page-without-words");
};
export const fieldName = (words: Words, field: FormField): string =>
  questionOf(words, field) || words.t("forms.field-without-words");

/** What kind of question it is; a standard one brings its own boxes and words. */
export const kindOf = (words: Words, field: FormField): string =>
  isStandard(field) ? words.t("forms.standard") : words.t(`forms.kind-${field.kind}` as MessageKey);

const MEASURES = ["questions", "pages", "seconds"] as const;

/** What filling it in costs, against what it may cost: always in sight, over it in words. */
export function budgetMeter(words: Words, form: KeptForm): Html {
  const cost = measureForm(form.definition, form.audience);
  const over = MEASURES.filter((what) => cost[what] > FORM_BUDGET[what]);
  return html`<section id="budget" aria-label="${words.t("forms.budget")}"><div class="app-row-of-fields">${MEASURES.map(
    (what) =>
      html`<p class="govuk-body"><span class="govuk-hint">${words.t(`forms.budget-${what}`)}</span><br><strong>${words.t("forms.budget-of", { cost: cost[what], most: FORM_BUDGET[what] })}</strong></p>`,
  )}</div>${over.map((what) =>
    warningText({
      words,
      text: words.t(`forms.over-${what}`, { more: cost[what] - FORM_BUDGET[what] }),
    }),
  )}</section>`;
}

/** Who is asked a page, in a sentence; null for everybody. */
export function conditionWords(
  words: Words,
  definition: FormDefinition,
  page: FormPage,
): string | null {
  const { when } = page;
  if (!when) return null;
  const { ageBelow, ageFrom, answer } = when;
  const asked = answer && fieldsOf(pagesOf(definition)).find((each) => each.code === answer.field);
  const said = [
    ageFrom !== undefined && words.t("forms.when-from", { age: ageFrom }),
    ageBelow !== undefined && words.t("forms.when-below", { age: ageBelow }),
    answer &&
      words.t("forms.when-answer", {
        question: asked ? fieldName(words, asked) : answer.field,
        answers: words.list(answer.is.map((value) => valueWords(words, asked, value))),
      }),
  ].filter((each) => typeof each === "string");
  return said.length === 0 ? null : said.join(" · ");
}

export function valueWords(words: Words, field: FormField | undefined, value: string): string {
  if (field?.kind === "yes-no") return words.t(value === "yes" ? "apply.yes" : "apply.no");
  const option = field?.options?.find((each) => each.value === value);
  return option ? words.local(option.label) : value;
}

/** What each place of a problem is called. */
export const labelsOf = (
  words: Words,
  { definition, audience }: KeptForm,
): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...fieldsOf(pagesOf(standardForm(audience))).map(
      (field) => [atKind(field.kind), fieldName(words, field)] as const,
    ),
    ...pagesOf(definition).map((page) => [atPage(page.code), pageName(words, page)] as const),
    ...fieldsOf(pagesOf(definition)).map(
      (field) => [atField(field.code), fieldName(words, field)] as const,
    ),
  ]);
