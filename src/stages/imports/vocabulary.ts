import { catalogue } from "../../platform/i18n/catalogues.ts";
import { LOCALES, type MessageKey, wordsFor } from "../../platform/i18n/index.ts";
import { fold } from "../../shared/fold.ts";
import { headingKey } from "./columns.rules.ts";
import type { Facts } from "./facts.store.ts";

/**
 * The words of every language for one thing, because a file comes from a school and is read by an
 * office: its headings and countries are in whatever language its writer speaks.
 */
export const headings = (column: string): string[] => [
  ...new Set(
    LOCALES.flatMap((locale) =>
      wordsFor(locale)
        .t(`imports.words-${column}` as MessageKey)
        .split("|"),
    ),
  ),
];

const COUNTRIES = "AL BA XK ME MK RS IT ES PL SI FR NL MT BE".split(" ");

/** A closed list of answers under its catalogue words in every language, and under its codes. */
export function choiceWords<T extends string>(
  values: readonly T[],
  keyOf: (value: T) => string,
): ReadonlyMap<string, T> {
  return new Map(
    values.flatMap((value) => [
      [fold(value), value] as const,
      ...LOCALES.flatMap((locale) =>
        wordsFor(locale)
          .t(keyOf(value) as MessageKey)
          .split("|")
          .map((word) => [fold(word), value] as const),
      ),
    ]),
  );
}

/** Country codes and the names they have in every language, Albanian ones in both their forms. */
export const countryWords = choiceWords(COUNTRIES, (code) => `imports.country-${code}`);

type Organisation = Facts["organisations"][number];

const TRADE = "place.trade.";
const trades = choiceWords(
  [...catalogue("en").keys()].flatMap((key) =>
    key.startsWith(TRADE) ? [key.slice(TRADE.length)] : [],
  ),
  (code) => `${TRADE}${code}`,
);

/** The code of a trade the catalogues know; every other trade is kept as it was written. */
export const tradeOf = (text: string): string => trades.get(fold(text.trim())) ?? text.trim();

/** Organisations by name without marks and quotation marks, and by name with city where one name is in several cities. */
export function organisationsByName(facts: Facts): ReadonlyMap<string, readonly Organisation[]> {
  const found = new Map<string, Organisation[]>();
  const add = (name: string, organisation: Organisation) => {
    const key = headingKey(name);
    const list = found.get(key) ?? [];
    if (!list.includes(organisation)) found.set(key, [...list, organisation]);
  };
  for (const organisation of facts.organisations) {
    add(organisation.name, organisation);
    add(`${organisation.name}, ${organisation.city}`, organisation);
  }
  return found;
}
