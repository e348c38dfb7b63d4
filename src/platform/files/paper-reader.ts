/** The process that looks through PDFs and documents of strangers: see upload.ts. */
import type { Problem } from "../../shared/result.ts";
import { type PdfParts, pdfParts } from "../signing/pdf-parts.ts";
import { checkDocx } from "../word/check-docx.ts";

export type PaperOrder = {
  readonly kind: "pdf" | "docx";
  readonly bytes: Uint8Array;
  readonly pages: number;
};
export type PaperAnswer =
  | { readonly pages: number | null }
  | { readonly problems: readonly Problem[] };

/** Behind the end of a PDF nothing may stand: a second file would begin there (a polyglot). */
const END = /%%EOF[\s\0]*$/;

async function answerTo({ kind, bytes, pages }: PaperOrder): Promise<PaperAnswer> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (kind === "docx") {
    const checked = checkDocx(whole);
    return checked.ok ? { pages: null } : { problems: checked.problems };
  }
  let parts: PdfParts;
  try {
    parts = await pdfParts(whole);
  } catch {
    return refused("upload-pdf-broken");
  }
  if (parts.encrypted) return refused("upload-pdf-locked");
  if (parts.active.length > 0) {
    return refused("upload-pdf-active", { names: parts.active.join(", ") });
  }
  if (!END.test(whole.subarray(-1_024).toString("latin1"))) return refused("upload-pdf-more");
  if (parts.pages < 1) return refused("upload-pdf-broken");
  return parts.pages > pages
    ? refused("upload-pages", { most: pages, pages: parts.pages })
    : { pages: parts.pages };
}

const refused = (code: string, params: NonNullable<Problem["params"]> = {}): PaperAnswer => ({
  problems: [{ code, params }],
});

process.on("message", (order: PaperOrder) => {
  answerTo(order)
    .catch(() => refused("upload-broken"))
    .then((answer) => process.send?.(answer));
});
process.on("disconnect", () => process.exit());
