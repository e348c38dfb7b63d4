import type { Words } from "../../platform/i18n/index.ts";
import type { Form } from "../../platform/web/form.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import {
  type FormField,
  LONGEST_TEXT,
  type Option,
} from "../../stages/applications/application.forms.ts";
import { freeCode, hasMaximum, hasOptions } from "../../stages/applications/form-parts.ts";
import { checkboxes, fieldset, type Html, html, input } from "../../ui/index.ts";
import { shown, textsInput, typedNumber, typedTexts } from "../calls/typed.ts";

const LONGEST = { label: 200, hint: 300, option: 100 } as const;
const HIGHEST_NUMBER = 100_000;
/** Empty lines under the answers that are there already. */
const SPARE = 2;
const FIRST_TIME = 4;
const MOST_OPTIONS = 20;

type Localised = Readonly<Record<string, string>>;

const tooLong = (texts: Localised, name: string, max: number): Problem[] =>
  Object.entries(texts)
    .filter(([, text]) => text.length > max)
    .map(([locale]) => ({
      code: "too-long",
      params: { max },
      field: locale === "en" ? name : `${name}-${locale}`,
    }));

/** The question as its form describes it; lines for answers that stayed empty are left out. */
export function typedField(typed: Form, was: FormField): Result<FormField> {
  const problems: Problem[] = [];
  const label = typedTexts(typed, "label");
  if (!label.en) problems.push({ code: "required", field: "label" });
  const hint = typedTexts(typed, "hint");
  if (Object.keys(hint).length > 0 && !hint.en) problems.push({ code: "required", field: "hint" });
  problems.push(...tooLong(label, "label", LONGEST.label), ...tooLong(hint, "hint", LONGEST.hint));
  const max = hasMaximum(was.kind) ? typedMaximum(typed, was, problems) : undefined;
  const options = hasOptions(was.kind) ? typedOptions(typed, was, problems) : undefined;
  if (problems.length > 0) return refuse(...problems);
  return ok({
    code: was.code,
    kind: was.kind,
    required: typed.all("required").includes("yes"),
    label,
    ...(hint.en && { hint }),
    ...(max !== undefined && { max }),
    ...(options && { options }),
    ...(typed.all("identifying").includes("yes") && { identifying: true }),
  });
}

function typedMaximum(typed: Form, was: FormField, problems: Problem[]): number | undefined {
  if (typed.text("max") === "") return undefined;
  const max = typedNumber(typed, "max");
  const most = was.kind === "number" ? HIGHEST_NUMBER : LONGEST_TEXT;
  if (Number.isNaN(max)) problems.push({ code: "not-whole", field: "max" });
  else if (max < 1) problems.push({ code: "too-small", params: { min: 1 }, field: "max" });
  else if (max > most) problems.push({ code: "too-big", params: { max: most }, field: "max" });
  return max;
}

function typedOptions(typed: Form, was: FormField, problems: Problem[]): Option[] {
  const options: Option[] = [];
  const taken = (was.options ?? []).map((option) => option.value);
  for (let at = 0; typed.has(`option-${at}`) && at < MOST_OPTIONS; at += 1) {
    const name = `option-${at}`;
    const label = typedTexts(typed, name);
    if (Object.keys(label).length === 0) continue;
    if (!label.en) problems.push({ code: "required", field: name });
    problems.push(...tooLong(label, name, LONGEST.option));
    // A condition names an answer by its value, which its words may change and its place too.
    const value = was.options?.[at]?.value ?? freeCode("answer", taken);
    taken.push(value);
    options.push({ value, label });
  }
  if (options.length < 2) problems.push({ code: "form-options-few", field: "option-0" });
  return options;
}

/** The words of a question in every language, and how it may be answered. */
export function fieldBoxes(of: {
  readonly words: Words;
  readonly problems: readonly Problem[];
  readonly typed: Form;
  readonly field: FormField;
}): Html {
  const { words, problems, typed, field } = of;
  const texts = (name: string, label: string, saved: Localised, hint?: string) =>
    textsInput({
      words,
      problems,
      form: typed,
      name,
      label,
      saved,
      ...(hint === undefined ? {} : { hint }),
    });
  const wasSent = typed.names().length > 0;
  const tick = (name: "required" | "identifying", saved: boolean) =>
    checkboxes({
      words,
      name,
      classes: "govuk-checkboxes--small",
      values: (wasSent ? typed.all(name).includes("yes") : saved) ? ["yes"] : [],
      items: [
        { value: "yes", text: words.t(`forms.${name}`), hint: words.t(`forms.${name}-hint`) },
      ],
    });
  return html`${texts("label", words.t("forms.label"), field.label ?? {})}${texts("hint", words.t("forms.hint"), field.hint ?? {}, words.t("forms.hint-hint"))}${
    hasOptions(field.kind) &&
    fieldset(
      {
        legend: { text: words.t("forms.options"), classes: "govuk-fieldset__legend--m" },
        classes: "app-set",
      },
      html`<p class="govuk-hint">${words.t("forms.options-hint")}</p>${lines(typed, field).map(
        (saved, at) => texts(`option-${at}`, words.t("forms.option", { number: at + 1 }), saved),
      )}`,
    )
  }${
    hasMaximum(field.kind) &&
    input({
      words,
      problems,
      name: "max",
      label: words.t(field.kind === "number" ? "forms.highest" : "forms.longest"),
      hint: words.t("forms.max-hint"),
      value: shown(typed, "max", field.max ?? ""),
      inputmode: "numeric",
      autocomplete: "off",
      classes: "govuk-input--width-5",
    })
  }${tick("required", field.required)}${tick("identifying", field.identifying === true)}`;
}

/** What is there, and empty lines behind it; a refused form has the lines it was sent with. */
function lines(typed: Form, field: FormField): Localised[] {
  const kept = (field.options ?? []).map((option) => option.label);
  let count = kept.length === 0 ? FIRST_TIME : kept.length + SPARE;
  while (typed.has(`option-${count}`)) count += 1;
  return Array.from({ length: Math.min(count, MOST_OPTIONS) }, (_, at) => kept[at] ?? {});
}
