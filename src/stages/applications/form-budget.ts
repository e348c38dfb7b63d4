import {
  type FieldKind,
  type FormAudience,
  type FormDefinition,
  type FormField,
  type FormPage,
  fieldsOf,
  pagesOf,
} from "./application.forms.ts";

/** What a form may cost whoever fills it in; above it fewer people reach the end. */
export const FORM_BUDGET = { questions: 9, pages: 12, seconds: 420 } as const;
export type FormCost = Readonly<Record<keyof typeof FORM_BUDGET, number>>;

/** Before the questions there is a page about them, behind them the answers and the receipt. */
const PAGES_AROUND = 3;
/** Reading those three, and the words that stand on each page of the form beside its questions. */
const SECONDS_AROUND = 70;
const SECONDS_A_PAGE = 5;
/** 240 words a minute. */
const SECONDS_A_WORD = 0.25;

/**
 * By the keystroke-level model, with the figures of a small phone: a key 0.28 s, a tap 1.1 s, a
 * decision 1.35 s, and 0.3 s more a letter for a text that has to be thought of.
 */
const SECONDS: Readonly<Record<FieldKind, number>> = {
  names: 10,
  "birth-date": 10,
  school: 8,
  "trade-year": 7,
  contact: 9,
  cities: 12,
  "long-text": 118,
  guardian: 13,
  needs: 26,
  text: 14,
  choice: 3,
  several: 5,
  "yes-no": 3,
  number: 4,
  languages: 12,
};

const wordsIn = (text: Readonly<Record<string, string>> | undefined): number =>
  (text?.en ?? "").split(/\s+/).filter(Boolean).length;

const readingOf = (field: FormField): number =>
  SECONDS_A_WORD *
  [field.label, field.hint, ...(field.options ?? []).map((option) => option.label)]
    .map(wordsIn)
    .reduce((sum, words) => sum + words, 0);

function costOf(pages: readonly FormPage[]): FormCost {
  const fields = fieldsOf(pages);
  return {
    // A page asks one question, in however many boxes; what else stands on it is another one.
    questions: fields.length,
    pages: pages.length + PAGES_AROUND,
    seconds: Math.round(
      SECONDS_AROUND +
        pages.length * SECONDS_A_PAGE +
        fields.reduce((sum, field) => sum + SECONDS[field.kind] + readingOf(field), 0),
    ),
  };
}

/** What the form costs the person it asks most: at every age that a condition names, any answers. */
export function measureForm(definition: FormDefinition, audience: FormAudience): FormCost {
  const pages = pagesOf(definition);
  const ages = pages.flatMap(({ when }) => [
    ...(when?.ageBelow === undefined ? [] : [when.ageBelow - 1, when.ageBelow]),
    ...(when?.ageFrom === undefined ? [] : [when.ageFrom - 1, when.ageFrom]),
  ]);
  const costs = (ages.length === 0 ? [0] : ages).map((age) =>
    costOf(
      pages.filter(
        ({ when }) =>
          (when?.audience === undefined || when.audience === audience) &&
          (when?.ageBelow === undefined || age < when.ageBelow) &&
          (when?.ageFrom === undefined || age >= when.ageFrom),
      ),
    ),
  );
  const most = (what: keyof FormCost) => Math.max(...costs.map((cost) => cost[what]));
  return { questions: most("questions"), pages: most("pages"), seconds: most("seconds") };
}
