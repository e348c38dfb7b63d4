/**
 * Keys whose words are rightly the same in English and in another language. Anything else that is
 * equal is taken for a translation that was forgotten.
 */
export const sameInEnglish: ReadonlySet<string> = new Set([
  "site.brand",
  "place.country.RS",
  "place.country.MT",
]);
