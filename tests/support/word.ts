/** Word files for tests: of texts, or like ours with some of their parts other or more. */

import { checkDocx } from "../../src/platform/word/check-docx.ts";
import { type DocxValues, docxOf, fillDocx, packDocx } from "../../src/platform/word/docx.ts";
import { docxParagraphs } from "../../src/platform/word/docx-text.ts";
import { partsOf } from "../../src/platform/word/parts-of.ts";
import type { Refusal } from "../../src/shared/result.ts";

export const text = (...texts: string[]) =>
  docxOf(
    "en",
    texts.map((one) => ({ style: "text", text: one })),
  );
export const checked = (bytes: Buffer) => {
  const found = checkDocx(bytes);
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found.value;
};
export const said = (bytes: Buffer) => docxParagraphs(checked(bytes)).map((one) => one.text);
export function filled(bytes: Buffer, values: DocxValues): Buffer {
  const done = fillDocx(checked(bytes), values);
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  return done.value;
}
export const codes = (found: { ok: true } | Refusal) =>
  found.ok ? [] : found.problems.map(({ code }) => code);

/** A file like ours with some of its parts other or more. */
export function withParts(
  parts: Readonly<Record<string, string | ((was: string) => string)>>,
): Buffer {
  const opened = partsOf(text("{a}"));
  if (!opened.ok) throw new Error("our own file");
  const all = new Map(opened.value);
  for (const [name, part] of Object.entries(parts)) {
    const was = all.get(name)?.toString("utf8") ?? "";
    all.set(name, Buffer.from(typeof part === "string" ? part : part(was)));
  }
  return packDocx(all);
}
export const withBody = (xml: string) =>
  withParts({ "word/document.xml": (was) => was.replace("<w:sectPr>", `${xml}<w:sectPr>`) });
export const withRelation = (attributes: string) =>
  withParts({
    "word/_rels/document.xml.rels": (was) =>
      was.replace("</Relationships>", `<Relationship Id="rId9" ${attributes}/></Relationships>`),
  });
export const run = (inner: string) => `<w:r>${inner}</w:r>`;
export const instruction = (...parts: string[]) =>
  `<w:p>${run('<w:fldChar w:fldCharType="begin"/>')}${parts
    .map((part) => run(`<w:instrText>${part}</w:instrText>`))
    .join(
      "",
    )}${run('<w:fldChar w:fldCharType="separate"/>')}${run("<w:t>1</w:t>")}${run('<w:fldChar w:fldCharType="end"/>')}</w:p>`;
