/**
 * XML as a row of marks, for files that strangers wrote: no entity is resolved, nothing is fetched,
 * and one pass tells whether every element is closed.
 */
export type XmlMark =
  | { readonly kind: "open" | "empty"; readonly name: string; readonly attributes: string }
  | { readonly kind: "close"; readonly name: string }
  | { readonly kind: "text"; readonly text: string };

const DEEPEST = 200;

/** @returns undefined for what is no well-formed XML, or XML that defines things of its own */
export function xmlMarks(xml: string): readonly XmlMark[] | undefined {
  const marks: XmlMark[] = [];
  const open: string[] = [];
  let roots = 0;
  let at = 0;
  while (at < xml.length) {
    const next = xml.indexOf("<", at);
    const text = xml.slice(at, next < 0 ? xml.length : next);
    if (text !== "" && !(open.length === 0 && text.replace("\ufeff", "").trim() === "")) {
      if (open.length === 0 || !readableText(text)) return undefined;
      marks.push({ kind: "text", text: plain(text) });
    }
    if (next < 0) break;
    const skipped = skipAside(xml, next);
    if (skipped === -1) return undefined;
    if (skipped !== undefined) {
      at = skipped;
      continue;
    }
    const end = endOfTag(xml, next);
    const mark = end === undefined ? undefined : tagOf(xml.slice(next + 1, end));
    if (end === undefined || !mark) return undefined;
    if (mark.kind === "open") {
      if (open.length === 0) roots += 1;
      open.push(mark.name);
    } else if (mark.kind === "close" && open.pop() !== mark.name) return undefined;
    else if (mark.kind === "empty" && open.length === 0) roots += 1;
    if (open.length > DEEPEST || roots > 1) return undefined;
    marks.push(mark);
    at = end + 1;
  }
  return open.length === 0 && roots === 1 ? marks : undefined;
}

/** Comments and the line at the top are passed over; definitions (-1) have no business here. */
function skipAside(xml: string, at: number): number | undefined {
  const closed = (mark: string) => {
    const end = xml.indexOf(mark, at);
    return end < 0 ? -1 : end + mark.length;
  };
  if (xml.startsWith("<!--", at)) return closed("-->");
  if (xml.startsWith("<?", at)) return closed("?>");
  // Word writes no such section, and a reader that knows them sees other text than one that does not.
  return xml.startsWith("<!", at) ? -1 : undefined;
}

function endOfTag(xml: string, from: number): number | undefined {
  let quote = "";
  for (let at = from + 1; at < xml.length; at++) {
    const sign = xml[at] as string;
    if (quote) quote = sign === quote ? "" : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === ">") return at;
    else if (sign === "<") return undefined;
  }
  return undefined;
}

function tagOf(inner: string): Exclude<XmlMark, { kind: "text" }> | undefined {
  const found = /^(\/?)([A-Za-z_][\w.:-]*)([\s\S]*?)(\/?)$/.exec(inner);
  if (!found) return undefined;
  const [, closes, name = "", rest = "", empty] = found;
  const attributes = rest.trim();
  if (closes) return empty || attributes ? undefined : { kind: "close", name };
  const bare = attributes.replace(/(?:^|\s)[A-Za-z_][\w.:-]*\s*=\s*("[^"<]*"|'[^'<]*')/g, "");
  if (bare.trim() !== "") return undefined;
  return { kind: empty ? "empty" : "open", name, attributes };
}

/** An attribute's text, "" where it is missing. */
export function attribute(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return plain(found?.[1] ?? found?.[2] ?? "");
}

/** The five entities of XML and letters by number are all there is. */
const readableText = (text: string): boolean =>
  !/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/.test(text);

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

const plain = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);/g, (_, name: string) => {
    const named = NAMED[name];
    if (named !== undefined) return named;
    const number = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return number <= 0x10ffff ? String.fromCodePoint(number) : "";
  });

/** Letters that XML cannot hold are left out; the rest is written so that it stays text. */
export const xmlText = (text: string): string =>
  readable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** Without the letters that no XML may hold, such as NUL and half of a pair. */
export const readable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
