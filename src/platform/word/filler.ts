/** The process that opens and fills Word files of strangers: see fill-apart.ts. */
import { createHash } from "node:crypto";
import { ok, type Problem, type Result } from "../../shared/result.ts";
import { type CheckedDocx, checkDocx } from "./check-docx.ts";
import { type DocxValues, fillDocx } from "./docx.ts";
import { type DocxMark, type DocxParagraph, docxMarks, docxParagraphs } from "./docx-text.ts";

export type FillOrder = {
  readonly bytes: Uint8Array;
  /** Null to be told what stands between braces. */
  readonly values: DocxValues | null;
};
export type FillAnswer =
  | { readonly problems: readonly Problem[] }
  | { readonly marks: readonly DocxMark[] }
  | { readonly bytes: Uint8Array; readonly lines: readonly DocxParagraph[] };

/** One template is filled for a whole flow: it is read once. */
let last: { readonly sum: string; readonly docx: CheckedDocx } | undefined;

function opened(bytes: Buffer): Result<CheckedDocx> {
  const sum = createHash("sha256").update(bytes).digest("hex");
  if (last?.sum === sum) return ok(last.docx);
  const docx = checkDocx(bytes);
  if (docx.ok) last = { sum, docx: docx.value };
  return docx;
}

function answerTo({ bytes, values }: FillOrder): FillAnswer {
  const docx = opened(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  if (!docx.ok) return docx;
  if (values === null) return { marks: docxMarks(docxParagraphs(docx.value)) };
  const filled = fillDocx(docx.value, values);
  if (!filled.ok) return filled;
  const again = checkDocx(filled.value);
  return again.ok ? { bytes: filled.value, lines: docxParagraphs(again.value) } : again;
}

process.on("message", (order: FillOrder) => {
  let answer: FillAnswer;
  try {
    answer = answerTo(order);
  } catch {
    answer = { problems: [{ code: "word-broken" }] };
  }
  process.send?.(answer);
});
process.on("disconnect", () => process.exit());
