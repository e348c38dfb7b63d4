import type { ByLanguage, Funding, PaperLanguage } from "../../documents/index.ts";
import type { SchemeSettings } from "../../platform/db/actor.ts";
import { serbianLatin, withoutMarks } from "../../shared/serbian-latin.ts";

type Texts = Readonly<Record<string, string>> | undefined;

/** A text in a paper's language; Serbian in Latin letters comes from the Cyrillic one. */
function textIn(texts: Texts, language: PaperLanguage): string | undefined {
  const cyrillic = texts?.["sr-Cyrl"];
  const text =
    language === "sr-Latn" && cyrillic ? serbianLatin(cyrillic) : (texts?.[language] ?? "");
  return text === "" ? undefined : withoutMarks(text);
}

/** In those languages alone that have one; null for none at all. */
function inThose(texts: Texts, languages: readonly PaperLanguage[]): ByLanguage | null {
  const found = languages.flatMap((language) => {
    const text = textIn(texts, language);
    return text === undefined ? [] : [[language, text] as const];
  });
  return found.length > 0 ? Object.fromEntries(found) : null;
}

/**
 * What a paper says of the grant, from the settings of the scheme. A name is written in every language
 * of the paper: where a language has none, as in English, else as in the first that has one.
 */
export function paperFunding(
  funding: SchemeSettings["funding"],
  languages: readonly PaperLanguage[],
): Funding | null {
  if (!funding) return null;
  const { authority, grantNumber, disclaimer } = funding;
  const anyName = textIn(authority, "en") ?? Object.values(authority ?? {}).map(withoutMarks)[0];
  const granter =
    anyName === undefined
      ? null
      : Object.fromEntries(languages.map((one) => [one, textIn(authority, one) ?? anyName]));
  const ownLine = inThose(funding.ownLine, languages);
  const ownDisclaimer = inThose(funding.ownDisclaimer, languages);
  return {
    programme: funding.programme ?? "2021-2027",
    statement: funding.line,
    emblem: funding.emblem,
    ...(disclaimer === undefined ? {} : { disclaimer }),
    ...(granter ? { grantingAuthority: granter } : {}),
    ...(grantNumber ? { grantNumber } : {}),
    ...(ownLine ? { ownLine } : {}),
    ...(ownDisclaimer ? { ownDisclaimer } : {}),
  };
}
