import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";

/** Levels of the Common European Framework of Reference for Languages, lowest first. */
export const LANGUAGE_LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"] as const;
export type LanguageLevel = (typeof LANGUAGE_LEVELS)[number];
/** Who says so: the person, a certificate, or a teacher who tested it. */
export const LANGUAGE_BASES = ["self", "certificate", "teacher"] as const;
export type LanguageBasis = (typeof LANGUAGE_BASES)[number];
export type SpokenLanguage = {
  readonly language: string;
  readonly level: LanguageLevel;
  readonly basis: LanguageBasis;
};

/** What hosts and learners of the programme speak; others can be written by their two letters. */
export const LANGUAGES = [
  "en",
  "it",
  "es",
  "fr",
  "de",
  "sl",
  "pl",
  "nl",
  "mt",
  "pt",
  "el",
  "tr",
  "sq",
  "sr",
  "bs",
  "hr",
  "mk",
] as const;
export const MOST_LANGUAGES = 8;

export const reaches = (level: string, least: string): boolean =>
  LANGUAGE_LEVELS.indexOf(level as LanguageLevel) >=
  LANGUAGE_LEVELS.indexOf(least as LanguageLevel);

/**
 * "en B1; it A2 certificate": as it stands in a cell of a spreadsheet. Everything that cannot be read
 * is a problem; a language named twice is one too.
 */
export function languagesFrom(text: string): Result<readonly SpokenLanguage[]> {
  const problems: Problem[] = [];
  const found: SpokenLanguage[] = [];
  const parts = text.split(/[;,\n]/).map((part) => part.trim());
  for (const part of parts.filter((each) => each !== "")) {
    const [, code = "", level = "", basis = ""] =
      /^([A-Za-z]{2})[\s:]+([A-Ca-c][12])(?:\s+([A-Za-z]+))?$/.exec(part) ?? [];
    const language = code.toLowerCase();
    const says = LANGUAGE_BASES.find((one) => one === (basis.toLowerCase() || "self"));
    if (language === "" || !says) {
      problems.push({ code: "language-unread", params: { value: part.slice(0, 40) } });
    } else if (found.some((one) => one.language === language)) {
      problems.push({ code: "language-twice", params: { value: language } });
    } else {
      found.push({ language, level: level.toUpperCase() as LanguageLevel, basis: says });
    }
  }
  if (found.length > MOST_LANGUAGES) {
    problems.push({ code: "language-many", params: { max: MOST_LANGUAGES } });
  }
  return problems.length > 0 ? refuse(...problems) : ok(found);
}

/** The same as text again, for a file and for an entry that is corrected. */
export const languagesText = (all: readonly SpokenLanguage[]): string =>
  all
    .map(({ language, level, basis }) =>
      basis === "self" ? `${language} ${level}` : `${language} ${level} ${basis}`,
    )
    .join("; ");
