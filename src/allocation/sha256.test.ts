import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Sha256, sha256Hex } from "./sha256.ts";
import { drawPositions } from "./stable/draw.ts";
import { chance } from "./testing/tiny-problem.ts";
import { sha256 } from "./verify/sha256.ts";

const plain = (text: string) =>
  sha256(new TextEncoder().encode(text))
    .map((word) => word.toString(16).padStart(8, "0"))
    .join("");

/** FIPS 180-4 examples and the long message of the NIST test suite. */
const VECTORS = [
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
  ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
] as const;

describe("both spellings of SHA-256", () => {
  it.each(VECTORS)("give the published digest of %.20s", (text, digest) => {
    expect(sha256Hex(text)).toBe(digest);
    expect(plain(text)).toBe(digest);
  });

  it("agree with the platform on every length around the block borders, in any pieces", () => {
    const below = chance(5);
    for (let length = 0; length < 200; length++) {
      const text = Array.from({ length }, () => String.fromCodePoint(32 + below(900))).join("");
      const expected = createHash("sha256").update(text).digest("hex");
      const bytes = new TextEncoder().encode(text);
      const pieces = new Sha256();
      for (let at = 0; at < bytes.length; ) {
        const size = 1 + below(70);
        pieces.update(bytes.subarray(at, at + size));
        at += size;
      }
      expect([sha256Hex(bytes), plain(text), pieces.hex()]).toEqual([expected, expected, expected]);
    }
  });
});

describe("the draw", () => {
  it("is the order of SHA-256 of seed, newline and id, also for long ids and other alphabets", () => {
    const ids = Array.from({ length: 3000 }, (_, i) =>
      i % 7 === 0 ? `учесник-ё-${i}`.repeat(9) : `a-${i}`,
    );
    const digest = (id: string) => createHash("sha256").update(`семе\n${id}`).digest("hex");
    const sorted = [...ids].sort((a, b) => (digest(a) < digest(b) ? -1 : 1));
    const positions = drawPositions("семе", ids);
    expect(ids.map((id) => sorted.indexOf(id))).toEqual([...positions]);
  });

  it("looks at the whole digest where the first 32 bits agree", () => {
    // Two ids whose digests under the seed "draw" share their first 32 bits, found by search.
    const seen = new Map<string, string>();
    let pair: [string, string] | null = null;
    for (let i = 0; pair === null; i++) {
      const head = createHash("sha256").update(`draw\n${i}`).digest("hex").slice(0, 8);
      const other = seen.get(head);
      if (other !== undefined) pair = [other, String(i)];
      seen.set(head, String(i));
    }
    const digest = (id: string) => createHash("sha256").update(`draw\n${id}`).digest("hex");
    const first = digest(pair[0]) < digest(pair[1]) ? 0 : 1;
    expect(drawPositions("draw", pair)[first]).toBe(0);
    expect(drawPositions("draw", [...pair].reverse())[1 - first]).toBe(0);
  });
});
