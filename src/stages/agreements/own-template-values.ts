/** From the fields of an agreement to what a Word template is filled with, in one language. */
import { type PaperLanguage, tongueOf } from "../../documents/index.ts";
import {
  type AnyLocale,
  isHostLocale,
  isLocale,
  type Words,
  wordsFor,
} from "../../platform/i18n/index.ts";
import type { DocxValue, DocxValues } from "../../platform/word/docx.ts";
import { isDay } from "../../shared/day.ts";
import type { AgreementKind, Content } from "./agreement.ts";
import type { StayFacts } from "./facts.store.ts";
import { outcomeOf, supportOf } from "./fields.rules.ts";
import { exampleOf } from "./own-template-example.ts";
import { BESIDE, type Beside, ownFields } from "./own-template-fields.ts";
import { type ShownField, shownText } from "./shown-text.ts";
import { linesOf, newestTemplate } from "./template.ts";

/** The words of screens in the language of a paper, which may be a host's. */
export const paperWords = (language: string): Words => {
  const locale: AnyLocale = isLocale(language) || isHostLocale(language) ? language : "en";
  return wordsFor(locale);
};

export type ValuesFrom = {
  readonly kind: AgreementKind;
  readonly language: string;
  readonly content: Content;
  /** Countries by their code, days as days: they are written out here. */
  readonly beside: Readonly<Record<Beside, string>>;
};

/** Every field has a value; what is not known is an empty text or an empty list. */
export function ownValues({ kind, language, content, beside }: ValuesFrom): DocxValues {
  const words = paperWords(language);
  const template = newestTemplate(kind);
  const of = {
    kind,
    templateYear: template.year,
    templateVersion: template.version,
    languages: [language],
  };
  const shown = new Map<string, ShownField>(
    shownText(of, content).sections.flatMap(({ fields }) => fields.map((one) => [one.path, one])),
  );
  const texts = (path: string): string[] =>
    (shown.get(path)?.lines ?? []).map((line) => line.map(({ text }) => text).join(" / "));
  const values: Record<string, DocxValue> = Object.fromEntries(
    ownFields(kind).flatMap(({ name, parts, path }): [string, DocxValue][] => {
      if (path === null) return [];
      const lines = linesOf(content, path);
      const [only = ""] = lines;
      // A paper says "1 July 2027": the day of the week is for letters that ask somebody to come.
      if (!parts && isDay(only)) return [[name, words.days(only, only)]];
      if (!parts) return [[name, texts(path).join("\n")]];
      return [[name, texts(path).map((text, at) => entryOf(parts, text, lines[at] ?? "", of))]];
    }),
  );
  for (const name of BESIDE) values[name] = writtenOut(words, name, beside[name]);
  return values;
}

/** What is known beside the agreement, of a stay. */
export const besideOf = (
  stay: StayFacts,
  paper: { readonly day: string; readonly code: string; readonly programme: string },
): ValuesFrom["beside"] => ({
  "paper.day": paper.day,
  "paper.code": paper.code,
  "programme.name": paper.programme,
  "stay.reference": stay.reference,
  "stay.hostingCity": stay.hostingCity,
  "stay.hostingCountry": stay.hostingCountry,
  "stay.sendingCountry": stay.sendingCountry,
  "participant.givenNames": stay.givenNames,
  "participant.familyName": stay.familyName,
});

function writtenOut(words: Words, name: Beside, value: string): string {
  if (name === "stay.hostingCountry" || name === "stay.sendingCountry") return words.country(value);
  return isDay(value) ? words.days(value, value) : value;
}

function entryOf(
  parts: readonly string[],
  text: string,
  line: string,
  of: {
    readonly kind: AgreementKind;
    readonly templateYear: number;
    readonly languages: readonly string[];
  },
): Readonly<Record<string, string>> {
  if (parts.includes("title")) {
    const { title, description } = outcomeOf(line);
    return { title, description };
  }
  if (!parts.includes("amount")) return { text };
  const support = supportOf(line);
  if (!support) return { kind: text, amount: "", provision: "" };
  const [language = "en"] = of.languages;
  const { words } = tongueOf(of.kind, of.templateYear as 2026, language as PaperLanguage);
  return {
    kind: words[`support-${support.kind}`] ?? support.kind,
    amount: `${(support.cents / 100).toFixed(2)} EUR`,
    provision: words[`provision-${support.provision}`] ?? support.provision,
  };
}

/** What a template of this kind and language is tried and shown with. */
export function exampleValues(
  kind: AgreementKind,
  language: string,
  programme: string,
): DocxValues {
  const { content, beside } = exampleOf(kind, language);
  return ownValues({ kind, language, content, beside: { ...beside, "programme.name": programme } });
}
