/**
 * Words and their languages. A page asks `wordsFor(locale)` once and takes everything a person
 * reads from it: sentences, days, numbers, lists, names of countries, refusals.
 */
export { TIME_ZONE } from "./formats.ts";
export {
  type AnyLocale,
  HOST_LOCALES,
  type HostLocale,
  isHostLocale,
  isLocale,
  LOCALES,
  type Locale,
  type LocaleFacts,
  localeFacts,
  localeFromHeader,
  type Review,
} from "./locales.ts";
export {
  type MessageKey,
  type Params,
  type TerritoryWording,
  type Whom,
  type Words,
  wordsFor,
} from "./words.ts";
