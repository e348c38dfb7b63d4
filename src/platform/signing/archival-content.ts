/** What stands on the pages: letters whose shapes lie in the file and whose meaning is told, all in order. */
import { PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from "@libpdf/core";
import type { Problem } from "../../shared/result.ts";
import type { Look } from "./archival.ts";

export function contentProblems(look: Look): Problem[] {
  const fonts = new Set<PdfDict>();
  const problems: Problem[] = [];
  for (const page of look.pdf.getPages()) {
    for (const font of fontsOf(page.dict, look, new Set())) fonts.add(font);
    problems.push(...unmarked(page.dict.get("Contents", look.resolve), look));
  }
  if (fonts.size === 0) problems.push({ code: "archival-no-font" });
  return [...problems, ...[...fonts].flatMap((font) => fontProblems(font, look))];
}

/** Those of a page, and of what is drawn on it as one. */
function* fontsOf(holder: PdfDict, look: Look, seen: Set<PdfDict>): Generator<PdfDict> {
  if (seen.has(holder)) return;
  seen.add(holder);
  const resources = holder.getDict("Resources", look.resolve);
  yield* valuesOf(resources?.getDict("Font", look.resolve), look);
  for (const kind of ["XObject", "Pattern"]) {
    for (const one of valuesOf(resources?.getDict(kind, look.resolve), look)) {
      yield* fontsOf(one, look, seen);
    }
  }
}

const valuesOf = (dict: PdfDict | undefined, { resolve }: Look): PdfDict[] =>
  [...(dict ?? [])].flatMap(([, value]) => {
    const one = value instanceof PdfRef ? resolve(value) : value;
    return one instanceof PdfDict ? [one] : [];
  });

function fontProblems(font: PdfDict, { resolve }: Look): Problem[] {
  const name = font.getName("BaseFont", resolve)?.value ?? "";
  const problem = (what: string): Problem => ({ code: "archival-font", params: { name, what } });
  const below = font.getArray("DescendantFonts", resolve)?.at(0, resolve);
  const own = below instanceof PdfDict ? below : font;
  const facts = own.getDict("FontDescriptor", resolve);
  const problems: Problem[] = [];
  if (!["FontFile", "FontFile2", "FontFile3"].some((key) => facts?.has(key))) {
    problems.push(problem("not inside"));
  }
  if (!/^[A-Z]{6}\+/.test(name)) problems.push(problem("not a part named as one"));
  if (font.getName("Subtype", resolve)?.value === "Type0") {
    if (font.getName("Encoding", resolve)?.value !== "Identity-H") problems.push(problem("coding"));
    const isTrueType = own.getName("Subtype", resolve)?.value === "CIDFontType2";
    if (isTrueType && !own.has("CIDToGIDMap")) problems.push(problem("shapes"));
  }
  const meaning = font.get("ToUnicode", resolve);
  if (!(meaning instanceof PdfStream)) return [...problems, problem("meaning")];
  const map = Buffer.from(meaning.getDecodedData()).toString("latin1");
  const letters = [...map.matchAll(/<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>/g)].map(([, to]) => to!);
  const isSaid = !letters.some((to) => /^(0000|FFFE|FEFF)$/i.test(to));
  return letters.length > 0 && isSaid ? problems : [...problems, problem("meaning")];
}

const SHOWS = new Set([
  "Tj",
  "TJ",
  "'",
  '"',
  "Do",
  "sh",
  "f",
  "F",
  "f*",
  "B",
  "B*",
  "b",
  "b*",
  "S",
  "s",
]);
/** Strings, names and the like first, so that a word inside a string is none. */
const TOKEN = /\((?:\\[\s\S]|[^\\()])*\)|<[0-9A-Fa-f\s]*>|<<|>>|\/[^\s/<>()[\]]*|[^\s/<>()[\]]+/g;

/** Everything that is shown stands in a marked part: told in its order, or said to be mere ornament. */
function unmarked(contents: PdfObject | undefined, { resolve }: Look): Problem[] {
  const parts = contents instanceof PdfArray ? [...contents] : contents ? [contents] : [];
  let depth = 0;
  const outside = new Set<string>();
  for (const part of parts) {
    const stream = part instanceof PdfRef ? resolve(part) : part;
    if (!(stream instanceof PdfStream)) continue;
    const text = Buffer.from(stream.getDecodedData()).toString("latin1");
    for (const [token] of text.matchAll(TOKEN)) {
      if (token === "BDC" || token === "BMC") depth += 1;
      else if (token === "EMC") depth -= 1;
      else if (depth === 0 && SHOWS.has(token)) outside.add(token);
    }
  }
  if (depth !== 0) outside.add("EMC");
  return [...outside].map((name) => ({ code: "archival-outside", params: { name } }));
}
