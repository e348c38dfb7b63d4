/**
 * The little of ASN.1's distinguished encoding (DER) that a certificate and a signature need: made
 * here byte for byte, because the custodian signs only what it has put together itself.
 */

const length = (size: number): Buffer => {
  if (size < 0x80) return Buffer.of(size);
  const bytes: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.of(0x80 | bytes.length, ...bytes);
};

export const tagged = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), length(body.length), body]);
};

export const sequence = (...parts: readonly Uint8Array[]): Buffer => tagged(0x30, ...parts);
export const setOf = (...parts: readonly Uint8Array[]): Buffer => tagged(0x31, ...parts);
export const octets = (bytes: Uint8Array): Buffer => tagged(0x04, bytes);
export const utf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text, "utf8"));
export const nothing = (): Buffer => Buffer.of(0x05, 0x00);

/** A whole number, not negative, given as its bytes. */
export const integer = (bytes: Uint8Array): Buffer => {
  let from = 0;
  while (from < bytes.length - 1 && bytes[from] === 0) from += 1;
  const body = bytes.subarray(from);
  return tagged(0x02, (body[0] ?? 0) & 0x80 ? Buffer.of(0) : Buffer.alloc(0), body);
};

/** Bits that fill their bytes. */
export const bits = (bytes: Uint8Array): Buffer => tagged(0x03, Buffer.of(0), bytes);

export const oid = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second];
  for (const number of rest) {
    const digits = [number % 128];
    for (let high = Math.floor(number / 128); high > 0; high = Math.floor(high / 128)) {
      digits.unshift((high % 128) | 0x80);
    }
    bytes.push(...digits);
  }
  return tagged(0x06, Buffer.from(bytes));
};

/** Two digits of the year: right until 2049, which no signature of this program's lives to see. */
export const utcTime = (moment: Date): Buffer =>
  tagged(
    0x17,
    Buffer.from(`${moment.toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`, "latin1"),
  );

export type Der = { readonly tag: number; readonly body: Buffer; readonly whole: Buffer };

/** @throws on bytes that are no complete value in the shortest form */
export function readDer(bytes: Buffer): Der {
  const [tag, first] = [bytes[0], bytes[1]];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new Error("no DER");
  let head = 2;
  let size = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 3 || bytes.length < 2 + count) throw new Error("no DER");
    size = bytes.readUIntBE(2, count);
    head += count;
    if (size < 0x80 || (count > 1 && size < 2 ** (8 * (count - 1)))) throw new Error("no DER");
  }
  if (bytes.length < head + size) throw new Error("no DER");
  return { tag, body: bytes.subarray(head, head + size), whole: bytes.subarray(0, head + size) };
}

export function readAll(body: Buffer): Der[] {
  const found: Der[] = [];
  for (let rest = body; rest.length > 0; ) {
    const one = readDer(rest);
    found.push(one);
    rest = rest.subarray(one.whole.length);
  }
  return found;
}
