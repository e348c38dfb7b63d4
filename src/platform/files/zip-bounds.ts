import { ok, type Result, refuse } from "../../shared/result.ts";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** The end record is 22 bytes and may be followed by a comment of at most 64 KB. */
const END_BYTES = 22;
const MOST_COMMENT = 0xffff;

const MOST_ENTRIES = 500;
const MOST_UNPACKED = 64 * 1024 * 1024;
/** Tables pack well, 20 to 40 times; what packs 200 times is made to fill a memory. */
const MOST_RATIO = 200;

/**
 * Whether a workbook may be unpacked at all, by what its directory says of every part. The reader
 * stops a part at the size that is said here, so a directory that lies gains nothing.
 */
export function zipWithinBounds(bytes: Buffer): Result<{ readonly names: readonly string[] }> {
  const end = bytes.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  if (end < 0 || end < bytes.length - END_BYTES - MOST_COMMENT) return broken;
  if (end + END_BYTES > bytes.length || bytes.readUInt32LE(end) !== END) return broken;
  const entries = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  // 64-bit sizes are for archives thousands of times larger than any list of people.
  if (entries > MOST_ENTRIES || at === 0xffffffff) return tooBig;
  const names: string[] = [];
  let unpacked = 0;
  for (let count = 0; count < entries; count++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return broken;
    const packed = bytes.readUInt32LE(at + 20);
    const size = bytes.readUInt32LE(at + 24);
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    if (size === 0 && packed > 2) return broken;
    unpacked += size;
    if (unpacked > MOST_UNPACKED || (size > 1024 * 1024 && size > packed * MOST_RATIO)) {
      return tooBig;
    }
    names.push(bytes.toString("utf8", at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return ok({ names });
}

const broken = refuse({ code: "workbook-broken" });
const tooBig = refuse({ code: "workbook-too-big", params: { megabytes: MOST_UNPACKED / 1048576 } });
