/**
 * The words of the papers. Each template has its own catalogue for each language, because a paper
 * that was signed keeps its words although the screens' are put better later.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { serbianLatin, withoutMarks } from "../shared/serbian-latin.ts";
import {
  PAPER_LANGUAGES,
  type PaperKind,
  type PaperLanguage,
  type TemplateYear,
} from "./paper-head.ts";

export type Words = Readonly<Record<string, string>>;

/** What the type-setter is told of a language: letters are shaped and read aloud by it. */
export type Tongue = {
  readonly lang: string;
  readonly region: string | null;
  readonly script: string;
  readonly words: Words;
};

const TEMPLATES = new URL("./templates/", import.meta.url);

const folderOf = (template: PaperKind | "layout", year: TemplateYear) =>
  new URL(`${template}/${year}/words/`, TEMPLATES);

/** Serbian in Latin letters is derived: one text, two scripts. */
const fileOf = (language: PaperLanguage) => (language === "sr-Latn" ? "sr-Cyrl" : language);

const remembered = new Map<string, Words>();

function readWords(
  template: PaperKind | "layout",
  year: TemplateYear,
  language: PaperLanguage,
): Words {
  const name = `${template}/${year}/${language}`;
  const known = remembered.get(name);
  if (known) return known;
  const file = new URL(`${fileOf(language)}.json`, folderOf(template, year));
  const written = JSON.parse(readFileSync(file, "utf8")) as Words;
  const words = Object.fromEntries(
    Object.entries(written).map(([key, text]) => [
      key,
      withoutMarks(language === "sr-Latn" ? serbianLatin(text) : text),
    ]),
  );
  remembered.set(name, words);
  return words;
}

/** The languages in which a paper is written, in the order of `PAPER_LANGUAGES`. */
export function languagesOf(paper: PaperKind, year: TemplateYear = 2026): PaperLanguage[] {
  const written = existsSync(folderOf(paper, year)) ? readdirSync(folderOf(paper, year)) : [];
  return PAPER_LANGUAGES.filter((language) => written.includes(`${fileOf(language)}.json`));
}

export function tongueOf(paper: PaperKind, year: TemplateYear, language: PaperLanguage): Tongue {
  const [lang = language, script] = language.split("-");
  return {
    lang,
    // Montenegro's letters are shaped like Serbia's, and its language has a code of its own.
    region: null,
    script: script?.toLowerCase() ?? (language === "mk" ? "cyrl" : "latn"),
    words: { ...readWords("layout", year, language), ...readWords(paper, year, language) },
  };
}
