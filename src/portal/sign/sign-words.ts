import { type HostLocale, isHostLocale, isLocale, type Words } from "../../platform/i18n/index.ts";
import type { PublicVisit } from "../../platform/web/route.ts";
import { readerWords } from "../../stages/schemes/reader-words.ts";
import { portalWords, schemeOf } from "../shell.ts";

/** Asks for the page in the language of its address, whatever language the party has. */
export const PLAIN = "plain";

export type SignWords = {
  readonly words: Words;
  /** A language that only hosts have, and the party's own: its page is in it or in English. */
  readonly language: HostLocale | null;
};

/**
 * The words of a party's page: those of the address, and for a host who speaks a language that only
 * hosts have, that one. Such a party's link says English, which is one tap away.
 */
export async function signWords(visit: PublicVisit, locale: string): Promise<SignWords> {
  const plain = await portalWords(visit);
  if (isLocale(locale) || !isHostLocale(locale) || visit.locale !== "en") {
    return { words: plain, language: null };
  }
  const words = readerWords((await schemeOf(visit))?.settings, "public", locale);
  if (!words.has("sign.title")) return { words: plain, language: null };
  return { words: visit.query.has(PLAIN) ? plain : words, language: locale };
}
