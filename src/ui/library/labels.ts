import {
  type AnyLocale,
  localeFacts,
  type MessageKey,
  type Words,
} from "../../platform/i18n/index.ts";
import { isLight } from "../../shared/data-size.ts";
import { serbianLatin } from "../../shared/serbian-latin.ts";
import { tag } from "../components/messages.ts";
import { type Html, html } from "../html.ts";

/** What a list says of a resource; kind, readers and licence are codes of the library. */
export type ShownFacts = {
  readonly kind: string;
  readonly minutes: number;
  readonly readers: readonly string[];
  readonly licence: string;
  /** Null where a link does not say what it weighs. */
  readonly bytes: number | null;
};

/** What a language is called by those who speak it; Serbian in the script it is shown in here. */
export const languageName = (words: Words, language: AnyLocale): string =>
  localeFacts(shownIn(words, language)).ownName;

/** In which script a text is shown to whoever reads here: Serbian is written once and read in two. */
export const shownIn = (words: Words, language: AnyLocale): AnyLocale =>
  language === "sr-Cyrl" && words.locale === "sr-Latn" ? "sr-Latn" : language;

/** Changes the letters of a text where the reader has others. */
export const lettersFor = (words: Words, language: AnyLocale): ((text: string) => string) =>
  shownIn(words, language) === language ? (text) => text : serbianLatin;

/** The `lang` of a text, where it is not the page's own. */
export const langOf = (words: Words, language: AnyLocale): string =>
  localeFacts(shownIn(words, language)).htmlLang;

const KILO = 1024;
/** How much a line has to carry. */
export function sizeText(words: Words, bytes: number): string {
  return bytes < 1000 * KILO
    ? words.t("library.size-kb", { size: words.number(Math.max(1, Math.round(bytes / KILO))) })
    : words.t("library.size-mb", { size: words.number(bytes / KILO / KILO, 1) });
}

/** Short names are the same in every language; what they allow stands on the licence's own page. */
export function licenceName(words: Words, licence: string): string {
  if (licence === "own") return words.t("library.licence-own");
  return licence === "cc0" ? "CC0 1.0" : `CC ${licence.slice("cc-".length).toUpperCase()} 4.0`;
}

export const readersText = (words: Words, readers: readonly string[]): string =>
  words.list(readers.map((one) => words.t(`library.reader-${one}` as MessageKey)));

/** For a line that is paid by the megabyte. */
export const lightTag = (words: Words, bytes: number | null): Html | null =>
  isLight(bytes) ? tag({ text: words.t("library.light"), colour: "green" }) : null;

/** What it is, how long it takes, for whom, who may do what with it and what it weighs, in one line. */
export function factsLine(words: Words, facts: ShownFacts, language: AnyLocale): Html {
  const parts = [
    words.t(`library.kind-${facts.kind}` as MessageKey),
    languageName(words, language),
    words.t("library.minutes", { count: facts.minutes }),
    words.t("library.for", { readers: readersText(words, facts.readers) }),
    licenceName(words, facts.licence),
    facts.bytes === null ? words.t("library.size-unknown") : sizeText(words, facts.bytes),
  ];
  return html`${parts.join(" · ")} ${lightTag(words, facts.bytes)}`;
}
