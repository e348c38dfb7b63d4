import { LOCALES, localeFacts, type Words } from "../../platform/i18n/index.ts";
import type { Form } from "../../platform/web/form.ts";
import type { Problem } from "../../shared/result.ts";
import { type Html, html, input } from "../../ui/index.ts";

/** Languages a programme can be named in; Serbian in Latin letters comes from the Cyrillic name. */
export const WRITTEN = LOCALES.filter((locale) => locale !== "sr-Latn");

const NEEDED = "en";
const fieldOf = (locale: string) => `name-${locale}`;

/** A text as it was sent, in those languages alone that have one. */
export const sentTexts = (form: Form, part: string): Record<string, string> =>
  Object.fromEntries(
    WRITTEN.map((locale) => [locale, form.text(`${part}-${locale}`)]).filter(
      ([, text]) => text !== "",
    ),
  );

/** English first: it is asked for, and read where another language has none. */
export const inOrder = [...WRITTEN].sort(
  (a, b) => Number(b === NEEDED) - Number(a === NEEDED) || WRITTEN.indexOf(a) - WRITTEN.indexOf(b),
);

const labelOf = (words: Words, locale: (typeof WRITTEN)[number]): string =>
  words.t(locale === NEEDED ? "set-up.name" : "set-up.name-optional", {
    language: localeFacts(locale).ownName,
  });

/** What each of the name's fields is called, for the summary of problems. */
export const nameLabels = (words: Words): Record<string, string> =>
  Object.fromEntries(WRITTEN.map((locale) => [fieldOf(locale), labelOf(words, locale)]));

export const sentNames = (form: Form): Record<string, string> => sentTexts(form, "name");

export const nameInputs = (of: {
  readonly words: Words;
  readonly problems: readonly Problem[];
  readonly value: (field: string, locale: string) => string;
}): Html =>
  html`${inOrder.map((locale) => {
    const name = fieldOf(locale);
    return input({
      words: of.words,
      name,
      label: labelOf(of.words, locale),
      hint:
        locale === "sr-Cyrl"
          ? of.words.t("set-up.name-letters", { open: "⟦", close: "⟧" })
          : undefined,
      attributes: { lang: localeFacts(locale).htmlLang },
      autocomplete: "off",
      spellcheck: false,
      value: of.value(name, locale),
      problems: of.problems,
    });
  })}`;
