/** What whoever listens is told: that there is an order, in which language, and what pictures show. */
import { PdfArray, PdfDict, PdfNumber, type PdfObject, PdfRef, PdfString } from "@libpdf/core";
import type { Problem } from "../../shared/result.ts";
import type { Look } from "./archival.ts";

/** Kinds of parts that readers know (ISO 32000-1, 14.8.4); any other must say which it is like. */
const KNOWN = new Set(
  (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 " +
    "L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot " +
    "Ruby RB RT RP Warichu WT WP Figure Formula Form"
  ).split(" "),
);
const TAG = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/;

export function structureProblems(look: Look, language: string): Problem[] {
  const { catalog, resolve } = look;
  const problems: Problem[] = [];
  const named = catalog.getString("Lang", resolve)?.asString();
  if (named !== language) {
    problems.push({ code: "archival-language", params: { named: named ?? "", language } });
  }
  if (!catalog.getDict("MarkInfo", resolve)?.getBool("Marked", resolve)?.value) {
    problems.push({ code: "archival-unmarked" });
  }
  const root = catalog.getDict("StructTreeRoot", resolve);
  if (!root?.has("K") || !root.has("ParentTree")) {
    return [...problems, { code: "archival-no-structure" }];
  }
  const roles = root.getDict("RoleMap", resolve);
  let heading = 0;
  for (const part of partsOf(root, resolve)) {
    const kind = part.getName("S", resolve)?.value ?? "";
    if (!KNOWN.has(kind) && !roles?.has(kind)) {
      problems.push({ code: "archival-part", params: { kind } });
    }
    const lang = part.getString("Lang", resolve)?.asString();
    if (lang !== undefined && !TAG.test(lang)) {
      problems.push({ code: "archival-language", params: { named: lang, language } });
    }
    if (kind === "Figure" && !hasText(part, "Alt", look) && !hasText(part, "ActualText", look)) {
      problems.push({ code: "archival-mute-picture" });
    }
    const depth = Number(/^H([1-6])$/.exec(kind)?.[1] ?? 0);
    if (depth > heading + 1) problems.push({ code: "archival-heading", params: { kind } });
    if (depth > 0) heading = depth;
  }
  for (const page of look.pdf.getPages()) {
    if (!page.dict.has("StructParents")) problems.push({ code: "archival-page-outside" });
  }
  return problems;
}

const hasText = (part: PdfDict, key: string, { resolve }: Look): boolean => {
  const value = part.get(key, resolve);
  return value instanceof PdfString && value.asString().trim() !== "";
};

/** The parts in the order in which they are read aloud. */
function* partsOf(above: PdfDict, resolve: Look["resolve"]): Generator<PdfDict> {
  for (const one of kidsOf(above.get("K", resolve), resolve)) {
    if (!one.has("S")) continue;
    yield one;
    yield* partsOf(one, resolve);
  }
}

function kidsOf(kids: PdfObject | undefined, resolve: Look["resolve"]): PdfDict[] {
  const all = kids instanceof PdfArray ? [...kids] : kids ? [kids] : [];
  return all.flatMap((one) => {
    const kid = one instanceof PdfRef ? resolve(one) : one;
    return kid instanceof PdfDict && !(kid instanceof PdfNumber) ? [kid] : [];
  });
}
