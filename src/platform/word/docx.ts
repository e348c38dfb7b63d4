/** Word files filled and made: the one place that knows the library and how it reads a file. */
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { type CheckedDocx, checkDocx } from "./check-docx.ts";
import type { WordParts } from "./parts-of.ts";
import { readable, xmlText } from "./xml-marks.ts";

/** A text, or a list of which each entry has texts of its own; an empty text or list counts as no. */
export type DocxValue = string | readonly Readonly<Record<string, string>>[];
export type DocxValues = Readonly<Record<string, DocxValue>>;

/** Files of an archive carry one day: the same content is the same bytes whenever it is made. */
const DAY = new Date("2000-01-01T00:00:00Z");

/**
 * The file with its fields filled. Only for files whose marks were read and found known: the library
 * knows signs that put in more than text.
 * @returns a refusal where a part that repeats begins in one place and ends in another of its kind
 */
export function fillDocx(docx: CheckedDocx, values: DocxValues): Result<Buffer> {
  const zip = zipOf([...docx.parts].map(([name, bytes]) => ({ name, bytes })));
  try {
    const filled = new Docxtemplater(zip, {
      paragraphLoop: true,
      linebreaks: true,
      errorLogging: false,
      nullGetter: () => "",
      parser: (tag) => ({ get: (scope: unknown) => meantBy(tag, scope, values) }),
    });
    filled.render(values);
    const bytes = zipOf(
      Object.values(filled.getZip().files as Record<string, PizZip.ZipObject>).map((part) => ({
        name: part.name,
        bytes: part.asNodeBuffer(),
      })),
    ).generate({ type: "nodebuffer", compression: "DEFLATE" });
    // What was put in is text; that the file still is what it was is looked at and not believed.
    return checkDocx(bytes).ok ? ok(bytes) : refuse({ code: "word-pairs" });
  } catch (error) {
    // What the library finds in a file comes with properties; anything else is a fault of ours.
    if (!(error instanceof Error && "properties" in error)) throw error;
    return refuse({ code: "word-pairs" });
  }
}

/** What a name means inside an entry of a list is the entry's own; else it is the document's. */
function meantBy(tag: string, scope: unknown, values: DocxValues): unknown {
  const name = tag.replaceAll("\u00a0", " ").trim();
  const entry = typeof scope === "object" && scope !== null ? scope : {};
  const value = Object.hasOwn(entry, name)
    ? (entry as Record<string, unknown>)[name]
    : Object.hasOwn(values, name)
      ? values[name]
      : "";
  return typeof value === "string" ? readable(value) : value;
}

type Part = { readonly name: string; readonly bytes: Buffer | string };

function zipOf(parts: readonly Part[]): PizZip {
  const zip = new PizZip();
  for (const { name, bytes } of parts) {
    zip.file(name, bytes, { date: DAY, createFolders: false, binary: typeof bytes !== "string" });
  }
  return zip;
}

/** Files under their names in one archive; the same name twice gets a number. */
export function archiveOf(files: readonly Part[]): Buffer {
  const taken = new Set<string>();
  const named = files.map(({ name, bytes }) => {
    const plain = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, "-").slice(0, 120);
    let free = plain;
    for (let at = 2; taken.has(free.toLowerCase()); at++) {
      free = plain.replace(/(\.\w+)?$/, (end) => `-${at}${end}`);
    }
    taken.add(free.toLowerCase());
    return { name: free, bytes };
  });
  return zipOf(named).generate({ type: "nodebuffer", compression: "DEFLATE" });
}

export type DocxLine = {
  readonly style: "title" | "heading" | "text" | "note";
  readonly text: string;
};

/** A plain Word file of these lines, for whoever begins a template of their own with it. */
export function docxOf(language: string, lines: readonly DocxLine[]): Buffer {
  return zipOf(plainParts(language, lines)).generate({
    type: "nodebuffer",
    compression: "DEFLATE",
  });
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";

const STYLES = [
  ["Title", "Title", '<w:spacing w:after="240"/>', '<w:b/><w:sz w:val="36"/>'],
  [
    "Heading1",
    "heading 1",
    '<w:keepNext/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="0"/>',
    '<w:b/><w:sz w:val="26"/>',
  ],
  ["Note", "Note", '<w:spacing w:after="120"/>', '<w:i/><w:color w:val="595959"/>'],
] as const;
const STYLE_OF = { title: "Title", heading: "Heading1", note: "Note", text: null } as const;

function plainParts(language: string, lines: readonly DocxLine[]): Part[] {
  const paragraph = ({ style, text }: DocxLine) => {
    const id = STYLE_OF[style];
    const named = id ? `<w:pPr><w:pStyle w:val="${id}"/></w:pPr>` : "";
    return `<w:p>${named}<w:r><w:t xml:space="preserve">${xmlText(text)}</w:t></w:r></w:p>`;
  };
  const styles = STYLES.map(
    ([id, name, block, letters]) =>
      `<w:style w:type="paragraph" w:customStyle="${id === "Note" ? 1 : 0}" w:styleId="${id}"><w:name w:val="${name}"/><w:pPr>${block}</w:pPr><w:rPr>${letters}</w:rPr></w:style>`,
  ).join("");
  return [
    {
      name: "[Content_Types].xml",
      bytes: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${WORD}.styles+xml"/></Types>`,
    },
    {
      name: "_rels/.rels",
      bytes: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: "word/_rels/document.xml.rels",
      bytes: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: "word/styles.xml",
      bytes: `${HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:lang w:val="${xmlText(language)}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>${styles}</w:styles>`,
    },
    {
      name: "word/document.xml",
      bytes: `${HEAD}<w:document ${W}><w:body>${lines.map(paragraph).join("")}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    },
  ];
}

/** The parts of a Word file as a file again: what tests make hostile files with. */
export const packDocx = (parts: WordParts): Buffer =>
  zipOf([...parts].map(([name, bytes]) => ({ name, bytes }))).generate({
    type: "nodebuffer",
    compression: "DEFLATE",
  });
