/** A Word file to begin with: every field of a kind of paper at its name, in the paper's language. */
import { languagesOf } from "../../documents/index.ts";
import type { MessageKey } from "../../platform/i18n/index.ts";
import { type DocxLine, docxOf } from "../../platform/word/docx.ts";
import type { AgreementKind } from "./agreement.ts";
import { sampleOf } from "./own-template.rules.ts";
import type { OwnField } from "./own-template.ts";
import { ownFields } from "./own-template-fields.ts";
import { exampleValues, paperWords } from "./own-template-values.ts";
import { fieldLabel, sectionLabel, shownText } from "./shown-text.ts";
import { newestTemplate } from "./template.ts";

/** Languages in which a paper of this kind may be, as its own words exist in them. */
export const ownLanguages = (kind: AgreementKind): readonly string[] => languagesOf(kind);

const said = (parts: readonly { readonly text: string }[]): string =>
  parts.map(({ text }) => text).join(" / ");

const ofPaper = (kind: AgreementKind, language: string) => {
  const { year, version } = newestTemplate(kind);
  return { kind, templateYear: year, templateVersion: version, languages: [language] };
};

/** The title of the paper in its language. */
export const paperTitle = (kind: AgreementKind, language: string): string =>
  said(shownText(ofPaper(kind, language), {}, []).title);

function labelOf(kind: AgreementKind, language: string, field: OwnField): string {
  const words = paperWords(language);
  const key = besideKey(field.name);
  const label =
    field.path === null
      ? (words.has(key) ? words : paperWords("en")).t(key)
      : said(fieldLabel(ofPaper(kind, language), field.path));
  // "From – to" is one name for two fields, and the second begins small.
  return label.charAt(0).toLocaleUpperCase(words.lang) + label.slice(1);
}

/** Some fields are named by a whole sentence with a gap for what is filled in. */
const GAP = /\{\w+\}/;

const besideKey = (name: string): MessageKey =>
  `own-templates.field-${name.replace(".", "-").toLowerCase()}`;

export type ShownOwnField = {
  /** The section it belongs to in words; null for what is known beside the agreement. */
  readonly section: string | null;
  readonly label: string;
  /** As it is written into the text. */
  readonly written: string;
  readonly example: string;
};

/** Every field with what it is called and an example, in the order of the paper. */
export function shownFields(
  kind: AgreementKind,
  language: string,
  programme: string,
): readonly ShownOwnField[] {
  const values = exampleValues(kind, language, programme);
  return ownFields(kind).map((field) => {
    const value = values[field.name] ?? "";
    return {
      section:
        field.path === null
          ? null
          : said(sectionLabel(ofPaper(kind, language), field.path.split(".")[0] ?? "")),
      label: labelOf(kind, language, field).replace(GAP, "…"),
      written: sampleOf(field),
      example:
        typeof value === "string"
          ? value
          : value.map((entry) => Object.values(entry).join(" – ")).join("; "),
    };
  });
}

/** The same as a file to write in: it passes its own check, and filled it reads as a plain agreement. */
export function sampleDocx(kind: AgreementKind, language: string): Buffer {
  const lines: DocxLine[] = [
    { style: "title", text: paperTitle(kind, language) },
    { style: "note", text: "{programme.name} · {paper.code} · {paper.day}" },
  ];
  let section = "";
  for (const field of ownFields(kind)) {
    if (field.path === null) continue;
    const next = field.path.split(".")[0] ?? "";
    if (next !== section) {
      lines.push({ style: "heading", text: said(sectionLabel(ofPaper(kind, language), next)) });
    }
    section = next;
    const label = labelOf(kind, language, field);
    const own = `{${field.name}}`;
    if (GAP.test(label)) lines.push({ style: "text", text: label.replace(GAP, own) });
    else if (!field.parts) lines.push({ style: "text", text: `${label}: ${own}` });
    else {
      lines.push({ style: "text", text: `${label}:` });
      lines.push({ style: "text", text: `{#${field.name}}` });
      lines.push({
        style: "text",
        text: `• ${field.parts.map((part) => `{${part}}`).join(" – ")}`,
      });
      lines.push({ style: "text", text: `{/${field.name}}` });
    }
  }
  return docxOf(paperWords(language).lang, lines);
}
