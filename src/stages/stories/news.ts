import { LOCALES, type Locale } from "../../platform/i18n/index.ts";
import { serbianLatin } from "../../shared/serbian-latin.ts";

/** A text by language; as many as somebody wrote. */
export type Texts = Readonly<Partial<Record<Locale, string>>>;

export type NewsState = "draft" | "published" | "taken-down";
export type NewsAction = "write" | "publish" | "take-down";
export type NewsPost = {
  readonly id: string;
  readonly state: NewsState;
  readonly stateSince: Date;
  readonly title: Texts;
  readonly body: Texts;
  readonly publishedAt: Date | null;
  /** The last change of its words; null for one that says what it said at first. */
  readonly changedAt: Date | null;
};

export type NewsletterState = "draft" | "sending" | "sent";
export type NewsletterAction = "write" | "send" | "finish";
export type Newsletter = {
  readonly id: string;
  readonly state: NewsletterState;
  readonly stateSince: Date;
  readonly subject: Texts;
  readonly intro: Texts;
  readonly letters: number | null;
};

/** Under this name its letters stand in the outbox. */
export const NEWSLETTER_TEMPLATE = "news.mail-newsletter";

/** A language of those in which there is something, for a reader: the own, English, any. */
export function languageFor(texts: Texts, locale: Locale): Locale | undefined {
  if (texts[locale]) return locale;
  if (locale === "sr-Latn" && texts["sr-Cyrl"]) return "sr-Cyrl";
  if (texts.en) return "en";
  return LOCALES.find((each) => texts[each]);
}

/** The text for a reader and the language it is in; Serbian in Latin letters follows letter by letter. */
export function textFor(
  texts: Texts,
  locale: Locale,
): { readonly text: string; readonly language: Locale } {
  const found = languageFor(texts, locale);
  if (!found) return { text: "", language: locale };
  const text = texts[found] ?? "";
  return locale === "sr-Latn" && found === "sr-Cyrl"
    ? { text: serbianLatin(text), language: locale }
    : { text, language: found };
}

/** The same with a language added, changed, or taken out where nothing is left of it. */
export function withText(texts: Texts, language: Locale, text: string): Texts {
  const { [language]: _, ...others } = texts;
  return text === "" ? others : { ...others, [language]: text };
}

export const languagesOf = (texts: Texts): readonly Locale[] =>
  LOCALES.filter((each) => texts[each]);
