/** What the file says of itself: in XML and in its old dictionary the same, and what its colours mean. */
import { PdfDict, PdfStream, PdfString } from "@libpdf/core";
import type { Problem } from "../../shared/result.ts";
import type { Look } from "./archival.ts";

export function metadataProblems({ pdf, catalog, resolve }: Look): Problem[] {
  const problems: Problem[] = [];
  const metadata = catalog.get("Metadata", resolve);
  if (!(metadata instanceof PdfStream)) return [{ code: "archival-metadata" }];
  if (metadata.has("Filter")) problems.push({ code: "archival-metadata-packed" });
  const xml = new TextDecoder().decode(metadata.getDecodedData());
  const said = (name: string): string | undefined =>
    new RegExp(`<${name}>(?:<rdf:\\w+>)*(?:<rdf:li[^>]*>)?([^<]*)<`).exec(xml)?.[1];
  if (said("pdfaid:part") !== "2" || said("pdfaid:conformance") !== "A") {
    problems.push({ code: "archival-level" });
  }
  const info = pdf.context.info.trailer.getDict("Info", resolve) ?? new PdfDict();
  const pairs = [
    ["Title", "dc:title"],
    ["Author", "dc:creator"],
    ["Keywords", "pdf:Keywords"],
    ["Creator", "xmp:CreatorTool"],
    ["Producer", "pdf:Producer"],
    ["CreationDate", "xmp:CreateDate"],
    ["ModDate", "xmp:ModifyDate"],
  ] as const;
  for (const [key, name] of pairs) {
    const value = info.get(key, resolve);
    if (!(value instanceof PdfString)) continue;
    const own = key.endsWith("Date") ? moment(value.asString()) : value.asString();
    const inXml = key.endsWith("Date") ? moment(said(name) ?? "") : unescaped(said(name) ?? "");
    if (own !== inXml) problems.push({ code: "archival-metadata-differs", params: { name: key } });
  }
  return [...problems, ...colourProblems({ catalog, resolve })];
}

/** Digits alone: `D:20270201090000Z` and `2027-02-01T09:00:00+00:00` are one moment. */
const moment = (text: string): string => text.replace(/[^0-9]/g, "").slice(0, 14);

const unescaped = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");

/** One profile (ICC) that says what the numbers of the colours mean. */
function colourProblems({ catalog, resolve }: Pick<Look, "catalog" | "resolve">): Problem[] {
  const intents = [...(catalog.getArray("OutputIntents", resolve) ?? [])].flatMap((one) => {
    const dict = "objectNumber" in one ? resolve(one) : one;
    return dict instanceof PdfDict ? [dict] : [];
  });
  const pdfa = intents.filter((one) => one.getName("S", resolve)?.value === "GTS_PDFA1");
  const profile = pdfa[0]?.get("DestOutputProfile", resolve);
  if (pdfa.length !== 1 || !(profile instanceof PdfStream)) return [{ code: "archival-colours" }];
  const data = Buffer.from(profile.getDecodedData());
  const channels = { "RGB ": 3, GRAY: 1, CMYK: 4 }[data.toString("latin1", 16, 20)];
  const isProfile =
    data.toString("latin1", 36, 40) === "acsp" &&
    channels === profile.getNumber("N", resolve)?.value;
  return isProfile ? [] : [{ code: "archival-colours" }];
}
