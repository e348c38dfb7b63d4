import { isHostLocale, isLocale, type Words } from "../../platform/i18n/index.ts";
import type { PublicVisit } from "../../platform/web/route.ts";
import { readerWords } from "../../stages/schemes/reader-words.ts";
import { portalWords, schemeOf } from "../shell.ts";

/** Asks for the page in the language of its address, whatever language the party has. */
export const PLAIN = "plain";

/**
 * The words of a party's page: those of the address, and for a host who speaks a language that only
 * hosts have, that one. Such a party's link says English, which is one tap away.
 */
export async function signWords(visit: PublicVisit, locale: string): Promise<Words> {
  const isHosts = !isLocale(locale) && isHostLocale(locale);
  if (!isHosts || visit.locale !== "en" || visit.query.has(PLAIN)) return portalWords(visit);
  const words = readerWords((await schemeOf(visit))?.settings, "public", locale as never);
  return words.has("sign.title") ? words : portalWords(visit);
}
