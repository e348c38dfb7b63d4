/**
 * Which letters the papers' font has. PDF/A forbids a letter that cannot be shown, and a name may
 * hold any: what the font lacks is printed as the mark for a missing letter instead of stopping the paper.
 */
import { readFileSync } from "node:fs";

const MISSING = "\uFFFD";

let known: ReadonlySet<number> | undefined;

export const FONTS = new URL("./fonts/", import.meta.url);

/** The code points of a font's character map (OpenType `cmap`, formats 4 and 12). */
export function lettersOf(font: Buffer): Set<number> {
  const tables = font.readUInt16BE(4);
  let cmap = -1;
  for (let at = 0; at < tables; at += 1) {
    const record = 12 + at * 16;
    if (font.toString("latin1", record, record + 4) === "cmap")
      cmap = font.readUInt32BE(record + 8);
  }
  if (cmap < 0) throw new Error("the font has no character map");
  const letters = new Set<number>();
  for (let at = 0; at < font.readUInt16BE(cmap + 2); at += 1) {
    const map = cmap + font.readUInt32BE(cmap + 4 + at * 8 + 4);
    const format = font.readUInt16BE(map);
    if (format === 12) readSegments(font, map, letters);
    else if (format === 4) readRanges(font, map, letters);
  }
  return letters;
}

function readSegments(font: Buffer, map: number, letters: Set<number>): void {
  for (let group = 0; group < font.readUInt32BE(map + 12); group += 1) {
    const at = map + 16 + group * 12;
    for (let code = font.readUInt32BE(at); code <= font.readUInt32BE(at + 4); code += 1) {
      letters.add(code);
    }
  }
}

function readRanges(font: Buffer, map: number, letters: Set<number>): void {
  const doubled = font.readUInt16BE(map + 6);
  const [ends, starts] = [map + 14, map + 16 + doubled];
  const [deltas, offsets] = [starts + doubled, starts + 2 * doubled];
  for (let at = 0; at < doubled; at += 2) {
    const [start, end] = [font.readUInt16BE(starts + at), font.readUInt16BE(ends + at)];
    const [delta, offset] = [font.readUInt16BE(deltas + at), font.readUInt16BE(offsets + at)];
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const glyph =
        offset === 0
          ? (code + delta) & 0xffff
          : font.readUInt16BE(offsets + at + offset + (code - start) * 2);
      if (glyph !== 0) letters.add(code);
    }
  }
}

/** Marks that turn the direction of writing: a name with one reads otherwise than it is spelt. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/u;

function isShown(code: number): boolean {
  known ??= lettersOf(readFileSync(new URL("NotoSans-Regular.ttf", FONTS)));
  return (
    code === 0x0a || (code >= 0x20 && known.has(code) && !TURNING.test(String.fromCodePoint(code)))
  );
}

/** The same text in letters that the font has, composed (Unicode NFC). */
export function printable(text: string): string {
  let out = "";
  for (const letter of text.normalize("NFC").replace(/\r\n?/g, "\n").replaceAll("\t", " ")) {
    out += isShown(letter.codePointAt(0) ?? 0) ? letter : MISSING;
  }
  return out;
}

/** Every text inside a value; numbers and the like stay. */
export function printableAll(value: unknown): unknown {
  if (typeof value === "string") return printable(value);
  if (Array.isArray(value)) return value.map(printableAll);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, printableAll(one)]));
}
