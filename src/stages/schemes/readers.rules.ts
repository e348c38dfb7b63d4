import type { Readers, Reading, SchemeSettings } from "../../platform/db/actor.ts";
import type { Problem } from "../../shared/result.ts";

export const READERS = ["public", "staff", "papers"] as const satisfies readonly Readers[];
export const TERRITORY_WORDINGS = ["footnote", "plain"] as const;
export const BASE_MAPS = ["coast", "borders", "borders-dashed"] as const;

/** Papers carry no maps, so nothing is asked about lines on them. */
export const hasMaps = (readers: Readers): boolean => readers !== "papers";

type Whole = Required<Reading>;
const USUAL: Whole = { territory: "footnote", baseMap: "coast" };

/** Serbian in Latin letters is the Cyrillic text letter by letter: one audience, one wording. */
const written = (locale: string): string => (locale === "sr-Latn" ? "sr-Cyrl" : locale);

/**
 * What somebody reads: as their language says, else as their kind of reader, else as texts of the
 * European Union have it.
 */
export function readingOf(settings: SchemeSettings, readers: Readers, locale: string): Whole {
  const { languages, ...own } = settings.readers?.[readers] ?? {};
  return { ...USUAL, ...own, ...languages?.[written(locale)] };
}

const isOneOf = (choices: readonly string[], value: string | undefined): boolean =>
  value === undefined || choices.includes(value);

/** Everything wrong with what readers are to read, each at its field. */
export function readersProblems(
  readers: NonNullable<SchemeSettings["readers"]>,
  locales: readonly string[],
): Problem[] {
  const problems: Problem[] = [];
  for (const kind of READERS) {
    const { languages = {}, ...own } = readers[kind] ?? {};
    problems.push(...readingProblems(own, kind));
    for (const [locale, reading] of Object.entries(languages)) {
      const field = `${kind}-${locale}`;
      if (!locales.includes(locale)) problems.push({ code: "not-a-choice", field });
      else problems.push(...readingProblems(reading, field));
    }
  }
  return problems;
}

function readingProblems({ territory, baseMap }: Reading, field: string): Problem[] {
  const problems: Problem[] = [];
  if (!isOneOf(TERRITORY_WORDINGS, territory)) {
    problems.push({ code: "not-a-choice", field: `${field}-territory` });
  }
  if (!isOneOf(BASE_MAPS, baseMap)) {
    problems.push({ code: "not-a-choice", field: `${field}-map` });
  }
  return problems;
}
