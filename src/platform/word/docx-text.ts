/** What a checked Word file says, paragraph by paragraph, and which places of it are to be filled. */
import type { CheckedDocx } from "./check-docx.ts";
import type { XmlMark } from "./xml-marks.ts";

export type DocxArea = "body" | "header" | "footer" | "note" | "properties";

export type DocxParagraph = {
  /** The file it stands in: pairs are opened and closed in one. */
  readonly file: string;
  readonly area: DocxArea;
  /** From 1, counting what is not empty. */
  readonly number: number;
  readonly text: string;
};

/** `{name}` is a field; `{#name}` and `{^name}` begin a part that `{/name}` or `{/}` ends. */
export type DocxMark = {
  readonly kind: "field" | "begin" | "unless" | "end" | "unclosed" | "unopened" | "sign";
  readonly name: string;
  /** As it stands there, with its braces. */
  readonly raw: string;
  readonly file: string;
  readonly area: DocxArea;
  readonly paragraph: number;
  /** What stands around it, so that somebody finds it without counting. */
  readonly around: string;
};

const TEXT = new Set(
  "w:t a:t m:t dc:title dc:subject dc:creator dc:description cp:category cp:keywords cp:contentStatus Company Manager HyperlinkBase PublishDate Abstract CompanyAddress CompanyPhone CompanyFax CompanyEmail vt:lpstr vt:lpwstr".split(
    " ",
  ),
);
const PARAGRAPH = new Set(["w:p", "a:p"]);
const BREAKS: Readonly<Record<string, string>> = { "w:tab": " ", "w:br": "\n", "w:cr": "\n" };

const areaOf = (file: string): DocxArea | undefined => {
  if (file === "word/document.xml") return "body";
  const [, kind] = /^word\/(header|footer|footnotes|endnotes|comments)\d*\.xml$/.exec(file) ?? [];
  if (kind === "header" || kind === "footer") return kind;
  if (kind) return "note";
  return /^(docProps|customXml)\//.test(file) ? "properties" : undefined;
};

/** The body first, as a reader meets it. */
export function docxParagraphs(docx: CheckedDocx): readonly DocxParagraph[] {
  const files = [...docx.xml].flatMap(([file, marks]) => {
    const area = areaOf(file);
    return area && file.endsWith(".xml") ? [{ file, area, marks }] : [];
  });
  const order: readonly DocxArea[] = ["body", "header", "footer", "note", "properties"];
  return files
    .sort((a, b) => order.indexOf(a.area) - order.indexOf(b.area) || (a.file < b.file ? -1 : 1))
    .flatMap(({ file, area, marks }) =>
      textsOf(marks).map((text, at) => ({ file, area, number: at + 1, text })),
    );
}

/** Texts of paragraphs in the order in which they begin; a text box lies inside another paragraph. */
function textsOf(marks: readonly XmlMark[]): string[] {
  const texts: string[] = [];
  const open: number[] = [];
  const add = (text: string) => {
    const at = open.at(-1) ?? texts.push("") - 1;
    texts[at] += text;
  };
  let inText = false;
  for (const mark of marks) {
    if (mark.kind === "text") {
      if (inText) add(mark.text);
    } else if (PARAGRAPH.has(mark.name)) {
      if (mark.kind === "open") open.push(texts.push("") - 1);
      else if (mark.kind === "close") open.pop();
    } else if (TEXT.has(mark.name)) inText = mark.kind === "open";
    else if (mark.kind !== "close" && open.length > 0) {
      const between = BREAKS[mark.name];
      if (between !== undefined) add(between);
    }
  }
  return texts.filter((text) => text.trim() !== "");
}

const SIGNS: Readonly<Record<string, DocxMark["kind"]>> = {
  "#": "begin",
  "^": "unless",
  "/": "end",
};
const AROUND = 24;

/** Every place to be filled, and every brace that belongs to none. */
export function docxMarks(paragraphs: readonly DocxParagraph[]): readonly DocxMark[] {
  return paragraphs.flatMap(({ file, area, number, text }) => {
    const mark = (kind: DocxMark["kind"], name: string, from: number, to: number): DocxMark => ({
      kind,
      name,
      raw: text.slice(from, to),
      file,
      area,
      paragraph: number,
      around: excerpt(text, from, to),
    });
    const found: DocxMark[] = [];
    let at = 0;
    while (at < text.length) {
      const from = text.slice(at).search(/[{}]/) + at;
      if (from < at) break;
      const to = text.slice(from + 1).search(/[{}]/) + from + 1;
      if (text[from] === "}") {
        found.push(mark("unopened", "", from, from + 1));
        at = from + 1;
      } else if (to === from || text[to] === "{") {
        // To the end of the word, so that a person sees which one was left open.
        const word = /^\{\S*/.exec(text.slice(from, to === from ? undefined : to))?.[0] ?? "{";
        found.push(mark("unclosed", word.slice(1).replace(/^[#^/]/, ""), from, from + word.length));
        at = to === from ? text.length : to;
      } else {
        const inner = text
          .slice(from + 1, to)
          .replaceAll("\u00a0", " ")
          .trim();
        const kind = SIGNS[inner[0] ?? ""];
        const name = (kind ? inner.slice(1) : inner).trim();
        // Signs that would change how the rest is read, or put in more than text.
        const sign = !kind && /^[^\p{L}\p{N}_.]/u.test(inner);
        found.push(mark(sign ? "sign" : (kind ?? "field"), name, from, to + 1));
        at = to + 1;
      }
    }
    return found;
  });
}

function excerpt(text: string, from: number, to: number): string {
  const start = Math.max(0, from - AROUND);
  const end = Math.min(text.length, Math.min(to, from + 60) + AROUND);
  const shown = text.slice(start, end).replace(/\s+/g, " ").trim();
  return `${start > 0 ? "…" : ""}${shown}${end < text.length ? "…" : ""}`;
}
