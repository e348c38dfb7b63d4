import type { MessageKey } from "../../platform/i18n/index.ts";
import { type Html, html } from "../html.ts";
import { checkboxes, dateInput, fieldset, input, radios, select, textarea } from "../index.ts";
import { languageBoxes } from "./languages-field.ts";
import { schoolBoxes } from "./school-field.ts";
import type { Drawing, ShownField } from "./shown.ts";

type Draw = (field: ShownField, of: Drawing) => Html;

const heading = (of: Drawing, text: string, kind: "label" | "fieldset__legend") =>
  of.alone
    ? { text, classes: `govuk-${kind}--l`, isPageHeading: true }
    : { text, classes: `govuk-${kind}--m` };

const labelOf = (field: ShownField, of: Drawing): string => {
  const question = of.questionOf(field);
  return field.required ? question : of.words.t("apply.optional", { question });
};
const hinted = (of: Drawing, field: ShownField) => {
  const text = of.hintOf(field);
  return text === undefined ? {} : { hint: text };
};

/** Several boxes that answer one question: their frame bears its name. */
const framed = (
  field: ShownField,
  of: Drawing,
  ...boxes: readonly (Html | null | false)[]
): Html => {
  const hint = of.hintOf(field);
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
    ...hinted(of, field),
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
    ...hinted(of, field),
    value: of.text(field.code),
    rows: field.kind === "needs" ? 4 : 8,
    problems: of.problems,
  });

const DRAW: Readonly<Record<ShownField["kind"], Draw>> = {
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
      ...hinted(of, field),
      values: {
        day: of.text(`${field.code}-day`),
        month: of.text(`${field.code}-month`),
        year: of.text(`${field.code}-year`),
      },
      problems: of.problems,
      autocomplete: "bday",
    }),
  school: (field, of) => framed(field, of, (of.drawSchool ?? schoolBoxes)(field, of)),
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
          { value: of.fixed.other, text: words.t("apply.trade-other") },
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
        items: of.fixed.years.map((year) => ({
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
        items: of.fixed.ways.map((way) => ({
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
    const items = of.flows.map((flow) => ({ value: flow.id, text: of.flowInWords(flow) }));
    const places = Array.from(
      { length: Math.min(items.length, of.fixed.mostChoices) },
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
  languages: (field, of) => framed(field, of, languageBoxes(field, of)),
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
      ...hinted(of, field),
      values: of.all(field.code),
      problems: of.problems,
      items: (field.options ?? []).map(({ value, label }) => ({
        value,
        text: of.words.local(label),
      })),
    }),
};

function choose(
  field: ShownField,
  of: Drawing,
  items = (field.options ?? []).map(({ value, label }) => ({ value, text: of.words.local(label) })),
): Html {
  return radios({
    words: of.words,
    name: field.code,
    legend: heading(of, labelOf(field, of), "fieldset__legend"),
    ...hinted(of, field),
    value: of.text(field.code),
    problems: of.problems,
    items,
  });
}

/** When somebody who left school did so: a month is enough for "within twelve months". */
function finished(field: ShownField, of: Drawing): Html {
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

export const drawField = (field: ShownField, of: Drawing): Html => DRAW[field.kind](field, of);
