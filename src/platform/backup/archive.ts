/**
 * The file of a backup: a plain tar, so that it can be looked into without Kalfa, closed by a seal
 * that holds the SHA-256 of every byte before it. The seal itself has one possible spelling, so there
 * is no byte in the file that can be turned, dropped or added unseen.
 */
import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";

const BLOCK = 512;
/** The seal's head, its one block, and the two empty blocks at which a tar ends. */
export const TAIL = 4 * BLOCK;
const SEAL = "seal.sha256";
const PIECE = 1024 * 1024;

export const sha256 = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

export type Entry = {
  readonly name: string;
  /** Where its bytes begin in the file. */
  readonly at: number;
  readonly size: number;
  readonly sha256: string;
};

/** @param seconds written at every entry: the moment of the backup */
function head(name: string, size: number, seconds: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const cut = name.length <= 100 ? -1 : name.lastIndexOf("/");
  const last = name.slice(cut + 1);
  if (last.length > 100 || cut > 155 || /[^\x20-\x7e]/.test(name)) {
    throw new Error(`not a name for an archive: ${name}`);
  }
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, "0");
  block.write(last, 0, "latin1");
  block.write("0000600\0", 100, "latin1");
  block.write(`${"0000000\0".repeat(2)}${octal(size, 11)} ${octal(seconds, 11)} `, 108, "latin1");
  block.write("        0", 148, "latin1");
  block.write("ustar\x0000", 257, "latin1");
  if (cut > 0) block.write(name.slice(0, cut), 345, "latin1");
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${octal(sum, 6)}\0 `, 148, "latin1");
  return block;
}

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

const tailOf = (digest: string, seconds: number): Buffer => {
  const body = Buffer.from(`${digest}\n`);
  const filled = Buffer.concat([head(SEAL, body.length, seconds), body], 2 * BLOCK);
  return Buffer.concat([filled], TAIL);
};

export type Archive = {
  add(name: string, bytes: Uint8Array): Promise<Entry>;
  /** Closes it with the seal and waits until the disk has it. */
  finish(): Promise<{ readonly bytes: number; readonly sha256: string }>;
};

export function archiveInto(file: FileHandle, seconds: number): Archive {
  const whole = createHash("sha256");
  let at = 0;
  const write = async (bytes: Uint8Array) => {
    whole.update(bytes);
    await file.writeFile(bytes);
    at += bytes.length;
  };
  return {
    async add(name, bytes) {
      await write(head(name, bytes.length, seconds));
      const entry = { name, at, size: bytes.length, sha256: sha256(bytes) };
      await write(bytes);
      await write(Buffer.alloc(padding(bytes.length)));
      return entry;
    },
    async finish() {
      const digest = whole.digest("hex");
      await file.writeFile(tailOf(digest, seconds));
      await file.sync();
      return { bytes: at + TAIL, sha256: digest };
    },
  };
}

export type Opened = {
  readonly entries: readonly Entry[];
  /** Of every byte before the seal. */
  readonly sha256: string;
  /** The bytes of an entry, compared once more with what was found when the file was opened. */
  read(entry: Entry): Promise<Buffer>;
  close(): Promise<void>;
};

/**
 * Reads the whole file and compares every byte with its seal.
 * @returns null for a file that is no archive of ours, was cut short, or was changed
 */
export async function openArchive(
  path: string,
  onBytes: (done: number, all: number) => void = () => {},
): Promise<Opened | null> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const found = size < TAIL + BLOCK ? null : await look(file, size - TAIL, onBytes);
    if (found) {
      const tail = await bytesAt(file, size - TAIL, TAIL);
      if (tail.equals(tailOf(found.sha256, found.seconds))) {
        return {
          entries: found.entries,
          sha256: found.sha256,
          async read(entry) {
            const bytes = await bytesAt(file, entry.at, entry.size);
            if (sha256(bytes) !== entry.sha256)
              throw new Error(`${path} changed while it was read`);
            return bytes;
          },
          close: () => file.close(),
        };
      }
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.close();
  return null;
}

async function look(file: FileHandle, end: number, onBytes: (done: number, all: number) => void) {
  const whole = createHash("sha256");
  const entries: Entry[] = [];
  let seconds = 0;
  let at = 0;
  while (at < end) {
    const block = await bytesAt(file, at, BLOCK);
    const entry = readHead(block);
    const begin = at + BLOCK;
    if (!entry || begin + entry.size + padding(entry.size) > end) return null;
    seconds = entry.seconds;
    whole.update(block);
    const digest = createHash("sha256");
    at = begin;
    await through(file, begin, entry.size, [whole, digest], (done) => {
      at = done;
      onBytes(at, end);
    });
    const rest = await bytesAt(file, at, padding(entry.size));
    whole.update(rest);
    at += rest.length;
    entries.push({ name: entry.name, at: begin, size: entry.size, sha256: digest.digest("hex") });
  }
  return { entries, seconds, sha256: whole.digest("hex") };
}

/** Only heads that this file writes are read; whatever else stands there is not ours. */
function readHead(block: Buffer): { name: string; size: number; seconds: number } | null {
  const text = (from: number, length: number) =>
    block
      .toString("latin1", from, from + length)
      .split("\0")[0]!
      .trim();
  const octal = (from: number, length: number) => Number.parseInt(text(from, length), 8);
  const prefix = text(345, 155);
  const name = prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`;
  const [size, seconds] = [octal(124, 12), octal(136, 12)];
  if (!(size >= 0 && seconds >= 0)) return null;
  try {
    return head(name, size, seconds).equals(block) ? { name, size, seconds } : null;
  } catch {
    return null;
  }
}

async function through(
  file: FileHandle,
  from: number,
  size: number,
  into: readonly Hash[],
  onBytes: (at: number) => void,
): Promise<void> {
  for (let at = from; at < from + size; ) {
    const piece = await bytesAt(file, at, Math.min(PIECE, from + size - at));
    for (const hash of into) hash.update(piece);
    at += piece.length;
    onBytes(at);
  }
}

async function bytesAt(file: FileHandle, at: number, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  for (let done = 0; done < size; ) {
    const { bytesRead } = await file.read(bytes, done, size - done, at + done);
    if (bytesRead === 0) throw new Error("the file ended while it was read");
    done += bytesRead;
  }
  return bytes;
}
