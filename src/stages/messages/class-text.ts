import type { Unreached } from "./sending.ts";

/**
 * Texts that can be sent to a whole class: one a language, and only where everybody of the school
 * has the very same one. A text that names a person differs between two, and with one person alone
 * it may name that one: then there is none.
 */
export function classTextOf(
  people: readonly Unreached[],
): readonly { readonly locale: string; readonly body: string }[] {
  const texts = new Map<string, Set<string>>();
  for (const { locale, body } of people) {
    texts.set(locale, (texts.get(locale) ?? new Set()).add(body));
  }
  const names = people.flatMap((one) => [one.givenNames, one.familyName]);
  return [...texts].flatMap(([locale, bodies]) => {
    const [body] = bodies;
    const isShared =
      bodies.size === 1 && body !== undefined && !names.some((name) => body.includes(name));
    return isShared ? [{ locale, body }] : [];
  });
}
