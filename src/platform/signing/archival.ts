/**
 * Whether a paper keeps what PDF/A-2a (ISO 19005-2) asks of its structure, as far as this program can
 * see for itself: what would make it unreadable in twenty years, or mute for whoever listens to it.
 * It is no complete validator; docs/self-hosting.md says what is looked at and what is not.
 */
import { PDF, PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream } from "@libpdf/core";
import type { Problem } from "../../shared/result.ts";
import { contentProblems } from "./archival-content.ts";
import { metadataProblems } from "./archival-metadata.ts";
import { structureProblems } from "./archival-structure.ts";
import { partsOf } from "./pdf-parts.ts";

export type Look = {
  readonly pdf: PDF;
  readonly catalog: PdfDict;
  /** Every dictionary that a reader can come to, streams among them. */
  readonly dictionaries: readonly PdfDict[];
  readonly resolve: (ref: PdfRef) => PdfObject | null;
};

/** @param language as the file must name it, such as `sr-Latn` */
export async function archivalProblems(bytes: Uint8Array, language: string): Promise<Problem[]> {
  const pdf = await PDF.load(bytes);
  const { encrypted, active } = partsOf(bytes, pdf);
  if (encrypted) return [{ code: "archival-locked" }];
  const resolve = (ref: PdfRef): PdfObject | null => pdf.getObject(ref);
  const catalog = pdf.getCatalog();
  const look: Look = { pdf, catalog, dictionaries: reachable(catalog, resolve), resolve };
  return [
    ...active.map((name) => ({ code: "archival-active", params: { name } })),
    ...headProblems(bytes),
    ...metadataProblems(look),
    ...structureProblems(look, language),
    ...contentProblems(look),
    ...look.dictionaries.flatMap((one) => objectProblems(look, one)),
  ];
}

function reachable(catalog: PdfDict, resolve: Look["resolve"]): PdfDict[] {
  const seen = new Set<PdfObject>();
  const found: PdfDict[] = [];
  const waiting: PdfObject[] = [catalog];
  while (waiting.length > 0) {
    const one = waiting.pop()!;
    const object = one instanceof PdfRef ? resolve(one) : one;
    if (!object || seen.has(object)) continue;
    seen.add(object);
    if (object instanceof PdfArray) waiting.push(...object);
    if (!(object instanceof PdfDict)) continue;
    found.push(object);
    for (const [, value] of object) waiting.push(value);
  }
  return found;
}

/** The first line's version, four bytes behind it that no text has, and the file's two names. */
function headProblems(bytes: Uint8Array): Problem[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const problems: Problem[] = [];
  if (!/^%PDF-1\.[4-7]\r?\n%[\x80-\xff]{4}/.test(text)) problems.push({ code: "archival-head" });
  const trailers = [...text.matchAll(/trailer\s*<<[\s\S]{0,600}?startxref/g)];
  if (trailers.length === 0 || trailers.some(([found]) => !/\/ID\s*\[/.test(found))) {
    problems.push({ code: "archival-id" });
  }
  return problems;
}

const FILTERS = ["FlateDecode", "DCTDecode", "JPXDecode", "ASCIIHexDecode", "ASCII85Decode"];
const ANNOTATIONS = ["Link", "Widget"];
const [INVISIBLE, HIDDEN, PRINT, NO_VIEW] = [1, 2, 4, 32];

/** What no single object may have: bytes outside the file, weak packing, an appearance that varies. */
function objectProblems({ resolve }: Look, one: PdfDict): Problem[] {
  const problems: Problem[] = [];
  const add = (name: string) => problems.push({ code: "archival-object", params: { name } });
  const nameOf = (key: string) => one.getName(key, resolve)?.value;
  if (one instanceof PdfStream) {
    for (const key of ["F", "FFilter", "FDecodeParms"]) if (one.has(key)) add(key);
    const filter = one.get("Filter", resolve);
    const names = filter instanceof PdfArray ? [...filter] : filter ? [filter] : [];
    for (const name of names) {
      if (!(name instanceof PdfName) || !FILTERS.includes(name.value)) add(`Filter ${name}`);
    }
    if (nameOf("Subtype") === "Image") {
      for (const key of ["Alternates", "OPI"]) if (one.has(key)) add(key);
      if (one.getBool("Interpolate", resolve)?.value) add("Interpolate");
    }
    if (nameOf("Subtype") === "PS" || one.has("PS") || one.has("Ref")) add("PS");
  }
  if (one.has("AA")) add("AA");
  if (nameOf("Type") === "ExtGState" && one.has("TR")) add("TR");
  if (one.getBool("NeedAppearances", resolve)?.value) add("NeedAppearances");
  if (nameOf("Type") === "Annot") {
    const kind = nameOf("Subtype") ?? "";
    if (!ANNOTATIONS.includes(kind)) add(`Annot ${kind}`);
    const flags = one.getNumber("F", resolve)?.value ?? 0;
    if ((flags & PRINT) === 0 || (flags & (INVISIBLE | HIDDEN | NO_VIEW)) !== 0) add("Annot F");
    // A seal is shown nowhere: its field has no size, and so needs no appearance.
    const [left, bottom, right, top] = [...(one.getArray("Rect", resolve) ?? [])].map(String);
    const isFlat = left === right && bottom === top;
    if (kind !== "Link" && !isFlat && !one.has("AP")) add("Annot AP");
  }
  return problems;
}
