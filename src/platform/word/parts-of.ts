/** What lies in a Word file, taken out under bounds: nothing here trusts what the file says of itself. */
import { crc32, inflateRawSync } from "node:zlib";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { zipWithinBounds } from "../files/zip-bounds.ts";

export const WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Five megabytes hold a letterhead with pictures; more is a photograph album. */
export const MOST_WORD_MEGABYTES = 5;
const MOST_UNPACKED_MEGABYTES = 24;
const MEGABYTE = 1024 * 1024;

/** Parts by their name, in the order of the file. */
export type WordParts = ReadonlyMap<string, Buffer>;

const broken = refuse({ code: "word-broken" });
const tooBig = refuse({
  code: "word-too-big",
  params: { megabytes: MOST_WORD_MEGABYTES, unpacked: MOST_UNPACKED_MEGABYTES },
});

/** Every part of a file that is a zip of bounded size with honest sizes and sums. */
export function partsOf(bytes: Buffer): Result<WordParts> {
  if (bytes.length > MOST_WORD_MEGABYTES * MEGABYTE) return tooBig;
  // The old format of Word, and what a password locks, are no zip but a file system of their own.
  if (bytes.subarray(0, 4).equals(COMPOUND)) return refuse({ code: "word-old" });
  const bounds = zipWithinBounds(bytes);
  if (!bounds.ok) {
    return bounds.problems.some(({ code }) => code === "workbook-too-big") ? tooBig : broken;
  }
  const parts = new Map<string, Buffer>();
  const taken = new Set<string>();
  let unpacked = 0;
  for (const entry of entriesOf(bytes)) {
    unpacked += entry.size;
    if (unpacked > MOST_UNPACKED_MEGABYTES * MEGABYTE) return tooBig;
    if (entry.name.endsWith("/") && entry.size === 0) continue;
    const name = entry.name.toLowerCase();
    // One name in two spellings is one file in some programs and two in others.
    const part = isPlain(name) && !taken.has(name) && unpack(bytes, entry);
    if (!part) return broken;
    taken.add(name);
    parts.set(entry.name, part);
  }
  return ok(parts);
}

const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** Names that lead nowhere else, whatever program unpacks them. */
const isPlain = (name: string): boolean =>
  /^[\w[\]. ()-]+(\/[\w[\]. ()-]+)*$/.test(name) && !name.split("/").includes("..");

type Entry = {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly sum: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
};

/** The directory, which `zipWithinBounds` has found whole. */
function* entriesOf(bytes: Buffer): Generator<Entry> {
  const end = bytes.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  for (let one = 0; one < count; one++) {
    const named = bytes.readUInt16LE(at + 28);
    yield {
      name: bytes.toString("utf8", at + 46, at + 46 + named),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      sum: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    };
    at += 46 + named + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

const LOCAL = 0x04034b50;
const LOCKED = 1;
const STORED = 0;
const DEFLATED = 8;

function unpack(bytes: Buffer, entry: Entry): Buffer | undefined {
  const { at } = entry;
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL) return undefined;
  if (entry.flags & LOCKED) return undefined;
  const named = at + 30 + bytes.readUInt16LE(at + 26);
  // Programs differ in which of the two names they believe.
  if (bytes.toString("utf8", at + 30, named) !== entry.name) return undefined;
  const from = named + bytes.readUInt16LE(at + 28);
  if (from + entry.packed > bytes.length) return undefined;
  const packed = bytes.subarray(from, from + entry.packed);
  const part =
    entry.method === STORED ? packed : entry.method === DEFLATED && inflated(packed, entry);
  return part && part.length === entry.size && crc32(part) === entry.sum ? part : undefined;
}

/** Stops at the size that the directory said: a part that is larger is a lie, and no memory of ours. */
function inflated(packed: Buffer, entry: Entry): Buffer | undefined {
  if (entry.size === 0) return Buffer.alloc(0);
  try {
    return inflateRawSync(packed, { maxOutputLength: entry.size });
  } catch {
    return undefined;
  }
}
