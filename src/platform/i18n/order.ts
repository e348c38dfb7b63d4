import { type AnyLocale, localeFacts } from "./locales.ts";

/**
 * ICU has no order for Montenegrin: to it ś and ź are s and z with a mark, in the alphabet they are
 * letters after š and ž. U+FFFF sorts after every letter (Unicode TS 35), so "š" and it stand just
 * there. PostgreSQL has the same order as the collation `montenegrin`.
 */
const MONTENEGRIN: Readonly<Record<string, string>> = {
  ś: "š\uffff",
  Ś: "Š\uffff",
  ź: "ž\uffff",
  Ź: "Ž\uffff",
};

const placed = (text: string): string =>
  text.normalize("NFC").replace(/[śŚźŹ]/g, (letter) => MONTENEGRIN[letter] ?? letter);

/** Compares in the order in which readers of a language look for a name. */
export function orderOf(locale: AnyLocale): (a: string, b: string) => number {
  const { compare } = new Intl.Collator(localeFacts(locale).intlTag, { numeric: true });
  return locale === "cnr" ? (a, b) => compare(placed(a), placed(b)) : compare;
}
