import { WRITTEN, type WrittenLocale } from "../../platform/i18n/catalogues.ts";
import { localeFacts, type Words } from "../../platform/i18n/index.ts";
import { Form } from "../../platform/web/form.ts";
import { type Day, isDay } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { isWallClock } from "../../shared/wall-time.ts";
import { dateInput, details, type Html, html, input, textarea } from "../../ui/index.ts";

type Localised = Readonly<Record<string, string>>;

/** A form that came in an address, for a page that shows what was typed and keeps nothing. */
export const formOf = (query: URLSearchParams): Form =>
  new Form(new Map([...new Set(query.keys())].map((name) => [name, query.getAll(name)])));

/** What was typed; what is saved, where nothing was. */
export const shown = (form: Form, name: string, saved: string | number): string =>
  form.has(name) ? form.text(name) : String(saved);

/** A whole number, or NaN for anything else: the rules then say what to write. */
export const typedNumber = (form: Form, name: string): number => {
  const text = form.text(name);
  return /^-?\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
};

const fieldOf = (name: string, locale: WrittenLocale): string =>
  locale === "en" ? name : `${name}-${locale}`;

/** The text in every language of the form; a language left empty falls back to English. */
export function typedTexts(form: Form, name: string): Localised {
  const texts = WRITTEN.map((locale) => [locale, form.text(fieldOf(name, locale))] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ""));
}

export interface TextsProps {
  readonly words: Words;
  readonly problems: readonly Problem[];
  readonly form: Form;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly saved: Localised;
  readonly long?: boolean;
}

/** One text in every language: English, which everybody falls back to, and the others below it. */
export function textsInput(props: TextsProps): Html {
  const { words, problems, form, name, saved } = props;
  const box = (locale: WrittenLocale, label: string, hint?: string): Html => {
    const field = fieldOf(name, locale);
    const shared = {
      words,
      problems,
      name: field,
      label,
      ...(hint === undefined ? {} : { hint }),
      value: shown(form, field, saved[locale] ?? ""),
      attributes: { lang: localeFacts(locale).htmlLang },
    };
    return props.long
      ? textarea({ ...shared, rows: 4 })
      : input({ ...shared, autocomplete: "off", classes: "govuk-!-width-two-thirds" });
  };
  const others = WRITTEN.filter((locale) => locale !== "en");
  const filled = others.filter((locale) => shown(form, fieldOf(name, locale), saved[locale] ?? ""));
  const wrong = problems.some((problem) => problem.field?.startsWith(`${name}-`));
  return html`${box("en", words.t("calls.in-english", { label: props.label }), props.hint)}${details(
    {
      summary: words.t("calls.other-languages", { filled: filled.length, all: others.length }),
      open: wrong,
      text: html`${others.map((locale) => box(locale, `${props.label}: ${localeFacts(locale).ownName}`))}`,
    },
  )}`;
}

/** A day typed in three boxes; a problem at the field where it is none. */
export function typedDay(form: Form, field: string): { day: Day | null; problems: Problem[] } {
  const [year, month, date] = ["year", "month", "day"].map((part) => form.text(`${field}-${part}`));
  if (!date && !month && !year) return { day: null, problems: [{ code: "required", field }] };
  const missing = [
    !date && "day-missing",
    !month && "month-missing",
    !year && "year-missing",
    year && !/^\d{4}$/.test(year) && "year-four-digits",
  ].flatMap((code) => (code ? [{ code, field }] : []));
  if (missing.length > 0) return { day: null, problems: missing };
  const text = `${year}-${month?.padStart(2, "0")}-${date?.padStart(2, "0")}`;
  return isDay(text)
    ? { day: text, problems: [] }
    : { day: null, problems: [{ code: "not-a-day", field }] };
}

/** A clock time beside its day. */
export function typedClock(form: Form, field: string): { time: string; problems: Problem[] } {
  const time = form.text(`${field}-time`).replace(".", ":");
  if (isWallClock(time)) return { time, problems: [] };
  return { time: "00:00", problems: [{ code: "not-a-clock", field: `${field}-time` }] };
}

/** The three boxes of a day, with what was typed or what is saved. */
export function dayInput(props: {
  readonly words: Words;
  readonly problems: readonly Problem[];
  readonly form: Form;
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly saved: Day | null;
}): Html {
  const [year = "", month = "", date = ""] = props.saved?.split("-") ?? [];
  const bare = (text: string) => text.replace(/^0/, "");
  return dateInput({
    words: props.words,
    problems: props.problems,
    name: props.name,
    legend: { text: props.legend, classes: "govuk-fieldset__legend--s" },
    ...(props.hint === undefined ? {} : { hint: props.hint }),
    values: {
      day: shown(props.form, `${props.name}-day`, bare(date)),
      month: shown(props.form, `${props.name}-month`, bare(month)),
      year: shown(props.form, `${props.name}-year`, year),
    },
  });
}
