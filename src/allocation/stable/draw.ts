import { Sha256 } from "../sha256.ts";

/** More applicants than this would not fit the packed sort below; the reader refuses them. */
export const MOST_APPLICANTS = 2 ** 21;

/**
 * The published draw: applicants in ascending order of SHA-256(seed, newline, applicant id), one
 * draw for all places. Returns each applicant's position in it, 0 first.
 *
 * Sorting numbers without a comparator is some ten times faster than with one, so the first 32
 * bits of the digest and the row number are packed into one double; runs that agree in those 32
 * bits (about one pair in 100,000 people) are then put right by the whole digest.
 */
export function drawPositions(seed: string, ids: readonly string[]): Int32Array {
  const count = ids.length;
  const packed = new Float64Array(count);
  const digest = digestOf(seed);
  for (let i = 0; i < count; i++) packed[i] = (digest(ids[i]!)[0]! >>> 0) * MOST_APPLICANTS + i;
  packed.sort();
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = packed[i]! % MOST_APPLICANTS;
  for (let from = 0; from < count; ) {
    const head = Math.floor(packed[from]! / MOST_APPLICANTS);
    let to = from + 1;
    while (to < count && Math.floor(packed[to]! / MOST_APPLICANTS) === head) to++;
    if (to - from > 1) {
      const hex = (row: number) =>
        digest(ids[row]!).reduce(
          (text: string, word) => text + (word >>> 0).toString(16).padStart(8, "0"),
          "",
        );
      order.subarray(from, to).sort((a, b) => (hex(a) < hex(b) ? -1 : 1));
    }
    from = to;
  }
  const position = new Int32Array(count);
  for (let i = 0; i < count; i++) position[order[i]!] = i;
  return position;
}

/**
 * Positions among equal points, 0 first: by the order that the problem gives, then by the draw. Two
 * numbers in one double, as above: an order below 2^31 and a position below 2^21.
 */
export function tiePositions(seed: string, ids: readonly string[], tie: Int32Array): Int32Array {
  const draw = drawPositions(seed, ids);
  if (tie.every((order) => order === 0)) return draw;
  const row = new Int32Array(ids.length);
  const packed = new Float64Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    row[draw[i]!] = i;
    packed[i] = tie[i]! * MOST_APPLICANTS + draw[i]!;
  }
  packed.sort();
  const position = new Int32Array(ids.length);
  for (let i = 0; i < ids.length; i++) position[row[packed[i]! % MOST_APPLICANTS]!] = i;
  return position;
}

function digestOf(seed: string): (id: string) => Int32Array {
  const encoder = new TextEncoder();
  const prefix = encoder.encode(`${seed}\n`);
  const sha = new Sha256();
  let buffer = new Uint8Array(prefix.length + 192);
  buffer.set(prefix);
  return (id) => {
    // One UTF-16 unit is at most three bytes of UTF-8.
    const needed = prefix.length + id.length * 3;
    if (needed > buffer.length) {
      buffer = new Uint8Array(needed);
      buffer.set(prefix);
    }
    const { written } = encoder.encodeInto(id, buffer.subarray(prefix.length));
    return sha
      .reset()
      .update(buffer, prefix.length + written)
      .words();
  };
}
