/**
 * What a PDF that somebody sent could do to whoever opens it. Every object that a reader can come to
 * is looked at, and every name in the file itself beside: two readers may disagree about what a
 * crooked file holds, and the one that we use is not the one that opens it.
 */
import { inflateSync } from "node:zlib";
import { PDF, PdfArray, PdfDict, PdfName, type PdfObject, PdfRef } from "@libpdf/core";

export type PdfParts = {
  readonly pages: number;
  readonly encrypted: boolean;
  /** Names of what runs, starts, sends or carries something. */
  readonly active: readonly string[];
};

/** Keys and kinds of actions that no signed sheet and no certificate needs. */
const ACTIVE = [
  "JavaScript",
  "JS",
  "Launch",
  "EmbeddedFile",
  "EmbeddedFiles",
  "RichMedia",
  "XFA",
  "SubmitForm",
  "ImportData",
  "GoToE",
  "GoToR",
  "Rendition",
  "Movie",
  "Sound",
];
/** As they stand in a file; the short ones would be found in any packed picture. */
const WRITTEN = new RegExp(
  `/(${ACTIVE.filter((name) => name.length > 5).join("|")})(?![A-Za-z0-9])`,
  "g",
);
const MOST_OBJECTS = 200_000;
/** Of one packed bundle of objects; a bomb unpacks to a thousand times its size. */
const MOST_UNPACKED = 32 * 1024 * 1024;

/** Throws for what is no PDF, or one that cannot be read. */
export const pdfParts = async (bytes: Uint8Array): Promise<PdfParts> =>
  partsOf(bytes, await PDF.load(bytes));

/** The same of a file that somebody has loaded already. */
export function partsOf(bytes: Uint8Array, pdf: PDF): PdfParts {
  const active = new Set(namesWritten(bytes));
  // Locked: its objects are noise to us, and a key may be all that keeps them apart from harm.
  if (pdf.isEncrypted) return { pages: 0, encrypted: true, active: [...active] };
  const seen = new Set<PdfObject>();
  const waiting: PdfObject[] = [pdf.getCatalog()];
  while (waiting.length > 0) {
    const one = waiting.pop()!;
    const object = one instanceof PdfRef ? pdf.getObject(one) : one;
    if (!object || seen.has(object)) continue;
    seen.add(object);
    if (seen.size > MOST_OBJECTS) throw new Error("more objects than any paper has");
    if (object instanceof PdfArray) waiting.push(...object);
    if (!(object instanceof PdfDict)) continue;
    for (const [key, value] of object) {
      if (ACTIVE.includes(key.value)) active.add(key.value);
      const isKind = key.value === "S" || key.value === "Type" || key.value === "Subtype";
      if (isKind && value instanceof PdfName && ACTIVE.includes(value.value)) {
        active.add(value.value);
      }
      waiting.push(value);
    }
  }
  return { pages: pdf.getPageCount(), encrypted: false, active: [...active].sort() };
}

/** A name may be spelt with numbers for letters (`/Java#53cript`); that is how it is hidden. */
function namesWritten(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const plain = (part: string) =>
    part.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  const found = [...plain(text).matchAll(WRITTEN)].map(([, name]) => name!);
  for (const bundle of text.matchAll(/\/ObjStm\b[\s\S]{0,2000}?stream\r?\n/g)) {
    const from = bundle.index + bundle[0].length;
    try {
      const unpacked = inflateSync(bytes.subarray(from), { maxOutputLength: MOST_UNPACKED });
      found.push(...[...plain(unpacked.toString("latin1")).matchAll(WRITTEN)].map(([, n]) => n!));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw error;
      // Packed in another way: what a reader comes to in it is looked at above.
    }
  }
  return found;
}
