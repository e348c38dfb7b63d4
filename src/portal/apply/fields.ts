import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { Problem } from "../../shared/result.ts";
import {
  MOST_CHOICES,
  OTHER,
  type School,
  YEARS,
} from "../../stages/applications/answers.forms.ts";
import { flowInWords, hintOf, questionOf } from "../../stages/applications/answers-in-words.ts";
import { type FormField, WAYS_TO_REACH } from "../../stages/applications/application.forms.ts";
import type { PickedFlow } from "../../stages/applications/read-draft.ts";
import { type Html, html } from "../../ui/html.ts";
import {
  checkboxes,
  dateInput,
  fieldset,
  input,
  radios,
  select,
  textarea,
} from "../../ui/index.ts";
import { schoolBoxes } from "./school-field.ts";

/** What a page needs to draw its boxes; lists are empty where the page does not ask for them. */
export type Drawing = {
  readonly words: Words;
  readonly problems: readonly Problem[];
  readonly text: (name: string) => string;
  readonly all: (name: string) => readonly string[];
  readonly trades: readonly string[];
  readonly schools: readonly School[];
  readonly countries: readonly string[];
  readonly flows: readonly PickedFlow[];
  /** The only question of its page carries the page's heading. */
  readonly alone: boolean;
  /** Asked to write the school out, because the list does not have it. */
  readonly unlisted: boolean;
};

type Draw = (field: FormField, of: Drawing) => Html;

const heading = (of: Drawing, text: string, kind: "label" | "fieldset__legend") =>
  of.alone
    ? { text, classes: `govuk-${kind}--l`, isPageHeading: true }
    : { text, classes: `govuk-${kind}--m` };

const labelOf = (field: FormField, { words }: Drawing): string => {
  const question = questionOf(words, field);
  return field.required ? question : words.t("apply.optional", { question });
};
const hinted = (words: Words, field: FormField) => {
  const text = hintOf(words, field);
  return text === undefined ? {} : { hint: text };
};

/** Several boxes that answer one question: their frame bears its name. */
const framed = (
  field: FormField,
  of: Drawing,
  ...boxes: readonly (Html | null | false)[]
): Html => {
  const hint = hintOf(of.words, field);
  return fieldset(
    { legend: heading(of, labelOf(field, of), "fieldset__legend") },
    html`${hint !== undefined && html`<p class="govuk-hint">${hint}</p>`}${boxes}`,
  );
};

const phone = (of: Drawing, name: string, label: string, hint?: string): Html =>
  input({
    words: of.words,
    name,
    label,
    ...(hint === undefined ? {} : { hint }),
    value: of.text(name),
    problems: of.problems,
    type: "tel",
    autocomplete: "tel",
    classes: "govuk-input--width-20",
  });

const line: Draw = (field, of) =>
  input({
    words: of.words,
    name: field.code,
    label: heading(of, labelOf(field, of), "label"),
    ...hinted(of.words, field),
    value: of.text(field.code),
    problems: of.problems,
    ...(field.kind === "number" ? { inputmode: "decimal", classes: "govuk-input--width-5" } : {}),
    ...(field.code === "head" ? { type: "email", spellcheck: false } : {}),
  });

const block: Draw = (field, of) =>
  textarea({
    words: of.words,
    name: field.code,
    label: heading(of, labelOf(field, of), "label"),
    ...hinted(of.words, field),
    value: of.text(field.code),
    rows: field.kind === "needs" ? 4 : 8,
    problems: of.problems,
  });

const DRAW: Readonly<Record<FormField["kind"], Draw>> = {
  names(field, of) {
    const box = (part: "given" | "family", autocomplete: string) =>
      input({
        words: of.words,
        name: `${field.code}-${part}`,
        label: of.words.t(`apply.name-${part}`),
        value: of.text(`${field.code}-${part}`),
        problems: of.problems,
        autocomplete,
        spellcheck: false,
      });
    return framed(field, of, box("given", "given-name"), box("family", "family-name"));
  },
  "birth-date": (field, of) =>
    dateInput({
      words: of.words,
      name: field.code,
      legend: heading(of, labelOf(field, of), "fieldset__legend"),
      ...hinted(of.words, field),
      values: {
        day: of.text(`${field.code}-day`),
        month: of.text(`${field.code}-month`),
        year: of.text(`${field.code}-year`),
      },
      problems: of.problems,
      autocomplete: "bday",
    }),
  school: (field, of) => framed(field, of, schoolBoxes(field, of)),
  "trade-year"(field, of) {
    const { words } = of;
    const name = (part: string) => `${field.code}-${part}`;
    const trades = of.trades
      .map((code) => ({ value: code, text: words.trade(code) }))
      .sort((a, b) => words.compare(a.text, b.text));
    return framed(
      field,
      of,
      select({
        words,
        name: name("trade"),
        label: words.t("apply.trade"),
        items: [
          { value: "", text: words.t("apply.choose") },
          ...trades,
          { value: OTHER, text: words.t("apply.trade-other") },
        ],
        value: of.text(name("trade")),
        problems: of.problems,
      }),
      input({
        words,
        name: name("other"),
        label: words.t("apply.trade-written"),
        value: of.text(name("other")),
        problems: of.problems,
      }),
      radios({
        words,
        name: name("year"),
        legend: { text: words.t("apply.year"), classes: "govuk-fieldset__legend--s" },
        value: of.text(name("year")),
        problems: of.problems,
        items: YEARS.map((year) => ({
          value: year,
          text: words.t(`apply.year-${year}` as MessageKey),
          ...(year === "finished" ? { conditional: finished(field, of) } : {}),
        })),
      }),
    );
  },
  contact(field, of) {
    const { words } = of;
    const name = (part: string) => `${field.code}-${part}`;
    return framed(
      field,
      of,
      phone(of, name("phone"), words.t("apply.phone"), words.t("apply.phone-hint")),
      input({
        words,
        name: name("email"),
        label: words.t("apply.email"),
        value: of.text(name("email")),
        problems: of.problems,
        type: "email",
        autocomplete: "email",
        spellcheck: false,
      }),
      radios({
        words,
        name: name("way"),
        legend: { text: words.t("apply.way"), classes: "govuk-fieldset__legend--s" },
        value: of.text(name("way")),
        problems: of.problems,
        items: WAYS_TO_REACH.map((way) => ({
          value: way,
          text: words.t(`apply.way-${way}` as MessageKey),
        })),
      }),
    );
  },
  cities(field, of) {
    const { words } = of;
    if (of.flows.length === 0) {
      return framed(field, of, html`<p class="govuk-body">${words.t("apply.no-cities")}</p>`);
    }
    const items = of.flows.map((flow) => ({ value: flow.id, text: flowInWords(words, flow) }));
    const places = Array.from(
      { length: Math.min(items.length, MOST_CHOICES) },
      (_, at) => `${field.code}-${at + 1}`,
    );
    return framed(
      field,
      of,
      ...places.map((name, at) =>
        select({
          words,
          name,
          label: words.t("apply.choice", { number: at + 1 }),
          items: [
            { value: "", text: words.t(at === 0 ? "apply.choose" : "apply.no-more") },
            ...items,
          ],
          value: of.text(name),
          problems: of.problems,
        }),
      ),
    );
  },
  "long-text": block,
  guardian: (field, of) =>
    framed(
      field,
      of,
      input({
        words: of.words,
        name: `${field.code}-name`,
        label: of.words.t("apply.guardian-name"),
        value: of.text(`${field.code}-name`),
        problems: of.problems,
        spellcheck: false,
      }),
      phone(of, `${field.code}-phone`, of.words.t("apply.guardian-phone")),
    ),
  needs: block,
  text: line,
  number: line,
  choice: (field, of) => choose(field, of),
  "yes-no": (field, of) =>
    choose(field, of, [
      { value: "yes", text: of.words.t("apply.yes") },
      { value: "no", text: of.words.t("apply.no") },
    ]),
  several: (field, of) =>
    checkboxes({
      words: of.words,
      name: field.code,
      legend: heading(of, labelOf(field, of), "fieldset__legend"),
      ...hinted(of.words, field),
      values: of.all(field.code),
      problems: of.problems,
      items: (field.options ?? []).map(({ value, label }) => ({
        value,
        text: of.words.local(label),
      })),
    }),
};

function choose(
  field: FormField,
  of: Drawing,
  items = (field.options ?? []).map(({ value, label }) => ({ value, text: of.words.local(label) })),
): Html {
  return radios({
    words: of.words,
    name: field.code,
    legend: heading(of, labelOf(field, of), "fieldset__legend"),
    ...hinted(of.words, field),
    value: of.text(field.code),
    problems: of.problems,
    items,
  });
}

/** When somebody who left school did so: a month is enough for "within twelve months". */
function finished(field: FormField, of: Drawing): Html {
  const box = (part: "month" | "finished", label: string, width: number) =>
    input({
      words: of.words,
      name: `${field.code}-${part}`,
      label,
      value: of.text(`${field.code}-${part}`),
      problems: of.problems,
      inputmode: "numeric",
      classes: `govuk-input--width-${width}`,
    });
  return html`${box("month", of.words.t("apply.finished-month"), 2)}${box("finished", of.words.t("apply.finished-year"), 4)}`;
}

export const drawField = (field: FormField, of: Drawing): Html => DRAW[field.kind](field, of);
