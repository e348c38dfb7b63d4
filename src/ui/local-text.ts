/** Texts that data keeps in several languages, said in the one in which they are shown. */
import type { Words } from "../platform/i18n/index.ts";
import { type Html, html } from "./html.ts";

type Localised = Readonly<Record<string, string>>;

/** Where nobody has written the reader's language it is English, and a voice has to be told. */
function isBorrowed(words: Words, text: Localised): boolean {
  if (words.locale === "en" || !text.en) return false;
  if (words.locale === "sr-Latn" && text["sr-Cyrl"]) return false;
  return text[words.locale] === undefined;
}

/** For the element around a text, where the text's language is not the page's. */
export const localLang = (words: Words, text: Localised): Html | false =>
  isBorrowed(words, text) && html` lang="en"`;

/** The text itself, in an element of its own only where its language is not the page's. */
export function localText(words: Words, text: Localised): Html {
  const lang = localLang(words, text);
  return lang ? html`<span${lang}>${words.local(text)}</span>` : html`${words.local(text)}`;
}
