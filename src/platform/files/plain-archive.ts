/**
 * Archives (zip) in one plain manner: nothing is packed, no entry has a time, entries stand in the order
 * of their names. The same files are the same bytes on every machine; and because a reader unpacks
 * nothing, no file is larger than it is sent.
 */
import { crc32 } from "node:zlib";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";

const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8; ours are ASCII, which is the same. */
const UTF8 = 0x0800;
/** The first day that an archive can name. */
const DAY = 0x0021;
const END_BYTES = 22;
const MODE_LINK = 0o120000;

export type ArchiveFiles = ReadonlyMap<string, Buffer>;

const byName = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
  a[0] < b[0] ? -1 : 1;

export function writeArchive(files: ArchiveFiles): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [text, bytes] of [...files].sort(byName)) {
    const name = Buffer.from(text);
    // What both heads of a file say of it: version, flags, method, time, day, checksum, sizes, name.
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(VERSION, 0);
    facts.writeUInt16LE(UTF8, 2);
    facts.writeUInt16LE(DAY, 8);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(LOCAL);
    bodies.push(local, facts, name, bytes);
    const head = Buffer.alloc(6);
    head.writeUInt32LE(ENTRY);
    head.writeUInt16LE(VERSION, 4);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    entries.push(head, facts, tail, name);
    at += 30 + name.length + bytes.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END);
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, directory, end]);
}

export type ArchiveBounds = { readonly files: number; readonly bytes: number };

/** A name as it can be shown to somebody: no signs that turn or hide letters, and not without end. */
export const shownName = (name: string): string =>
  name.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, "?").slice(0, 80);

const SAFE = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*\.[a-z0-9]{1,5}$/;

type Entry = { readonly name: string; readonly size: number; readonly at: number };

function entryProblems(bytes: Buffer, at: number, name: string): Problem[] {
  const problems: Problem[] = [];
  const params = { name: shownName(name) };
  if (!SAFE.test(name) || name.length > 120) problems.push({ code: "kit-path", params });
  const mode = bytes.readUInt32LE(at + 38) >>> 16;
  if ((mode & 0o170000) === MODE_LINK) problems.push({ code: "kit-link", params });
  const packed = bytes.readUInt32LE(at + 20) !== bytes.readUInt32LE(at + 24);
  const locked = (bytes.readUInt16LE(at + 8) & 1) === 1;
  if (bytes.readUInt16LE(at + 10) !== 0 || packed || locked) {
    problems.push({ code: "kit-packed", params });
  }
  return problems;
}

/** The files of an archive that `writeArchive` could have written, or everything that is wrong with it. */
export function readArchive(bytes: Buffer, most: ArchiveBounds): Result<ArchiveFiles> {
  const megabytes = Math.floor(most.bytes / 1_048_576);
  if (bytes.length > most.bytes) return refuse({ code: "kit-too-big", params: { megabytes } });
  const end = bytes.length - END_BYTES;
  if (end < 0 || bytes.readUInt32LE(end) !== END) return refuse({ code: "kit-no-archive" });
  const count = bytes.readUInt16LE(end + 10);
  if (count > most.files) {
    return refuse({ code: "kit-too-many", params: { count, most: most.files } });
  }
  const problems: Problem[] = [];
  const entries: Entry[] = [];
  const seen = new Set<string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let number = 0; number < count; number++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== ENTRY)
      return refuse({ code: "kit-no-archive" });
    const length = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, at + 46 + length);
    problems.push(...entryProblems(bytes, at, name));
    // Two disks of three take both spellings for one file.
    if (seen.has(name.toLowerCase())) {
      problems.push({ code: "kit-name-twice", params: { name: shownName(name) } });
    }
    seen.add(name.toLowerCase());
    entries.push({ name, size: bytes.readUInt32LE(at + 24), at: bytes.readUInt32LE(at + 42) });
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  if (problems.length > 0) return refuse(...problems);
  const files = new Map<string, Buffer>();
  for (const { name, size, at: head } of entries) {
    const body = head + 30 + Buffer.byteLength(name);
    if (body + size > end) return refuse({ code: "kit-no-archive" });
    files.set(name, bytes.subarray(body, body + size));
  }
  // Something before, between or behind the files, heads that differ: not one bit is without a purpose.
  return writeArchive(files).equals(bytes) ? ok(files) : refuse({ code: "kit-altered" });
}
