/**
 * Whether a PDF carries our seal, and whether it is whole. Nothing of the file is opened or shown:
 * only byte ranges are read, so a hostile file has little to work with.
 *
 * A seal of ours is one that this program would make again byte for byte, so that there is not one
 * byte in a sealed file (padding, order, spelling) that can be turned unseen; only of a timestamp
 * that stands in it nothing more is asked than that it is sound and over this seal. Of other people's
 * signatures it is said whether they are sound and what they cover, and not whose they are.
 */
import { createHash } from "node:crypto";
import { LARGEST_PAPER } from "./custody-rules.ts";
import { readDer } from "./der.ts";
import { type Trust, trustIn } from "./key-rules.ts";
import { isSound, nameIn, readSignature, readTimestamp } from "./read-signature.ts";
import { type SealKey, sealKey } from "./ring.ts";
import { wholeSignature } from "./signature-parts.ts";

/** What is known of a key of ours when a file is judged. */
export type KnownKey = Pick<
  SealKey,
  "id" | "certificate" | "chain" | "origin" | "from" | "replaced" | "compromised"
>;

export type FoundSignature = {
  /** 1 for the first state of the file that was signed. */
  readonly revision: number;
  readonly ours: boolean;
  /** What it covers is as it was when it was signed. */
  readonly sound: boolean;
  /** It covers the file up to this byte. */
  readonly covers: number;
  readonly coversAll: boolean;
  /** When the signer says it was; proven only by a timestamp. */
  readonly at: Date | null;
  /** When an authority says that it was there, and which; null without a timestamp. */
  readonly stamped: { readonly at: Date; readonly authority: string } | null;
  /** Ours, and which of them. */
  readonly key: KnownKey | null;
  /** The name in the certificate: a claim, except for ours. */
  readonly signer: string;
};

export type PdfVerdict = {
  readonly sha256: string;
  /**
   * - `whole`: our seal covers every byte.
   * - `added-to`: what our seal covers is whole, and something was written behind it since.
   * - `changed`: a seal of ours stands in it and does not fit what it covers any more.
   * - `not-ours`: signed, but not by this installation.
   * - `unsigned`: no signature.
   * - `no-pdf`: something else, or larger than any paper of ours.
   */
  readonly verdict: "whole" | "added-to" | "changed" | "not-ours" | "unsigned" | "no-pdf";
  readonly signatures: readonly FoundSignature[];
  /** Our outermost sound seal: with which of our keys, and what that is worth today. */
  readonly seal: {
    readonly key: KnownKey;
    readonly at: Date | null;
    readonly stamped: FoundSignature["stamped"];
    readonly trust: Trust;
  } | null;
};

const MOST_SIGNATURES = 50;
const RANGE = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/g;

/** @param keys ours: the one in use and those of former years */
export function verifyPdf(input: Uint8Array, keys: readonly KnownKey[]): PdfVerdict {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const isPdf = bytes.subarray(0, 5).toString("latin1") === "%PDF-";
  if (!isPdf || bytes.length > LARGEST_PAPER) {
    return { sha256, verdict: "no-pdf", signatures: [], seal: null };
  }
  const ends = new Set<number>();
  const signatures: FoundSignature[] = [];
  for (const [, start, first, gapEnd, second] of bytes.toString("latin1").matchAll(RANGE)) {
    if (signatures.length >= MOST_SIGNATURES) break;
    const found = look(bytes, keys, Number(start), Number(first), Number(gapEnd), Number(second));
    ends.add(found.covers);
    signatures.push(found);
  }
  const order = [...ends].sort((a, b) => a - b);
  const numbered = signatures
    .map((one) => ({ ...one, revision: order.indexOf(one.covers) + 1 }))
    .sort((a, b) => a.covers - b.covers);
  return {
    sha256,
    verdict: verdictOf(numbered),
    signatures: numbered,
    seal: outermostSeal(numbered),
  };
}

function outermostSeal(signatures: readonly FoundSignature[]): PdfVerdict["seal"] {
  const found = signatures.findLast(({ ours, sound }) => ours && sound);
  if (!found?.key) return null;
  const { key, at, stamped } = found;
  return { key, at, stamped, trust: trustIn(key.compromised, at, stamped?.at ?? null) };
}

function verdictOf(signatures: readonly FoundSignature[]): PdfVerdict["verdict"] {
  if (signatures.length === 0) return "unsigned";
  const ours = signatures.filter((one) => one.ours);
  if (ours.length === 0) return "not-ours";
  if (ours.some((one) => !one.sound)) return "changed";
  return ours.some((one) => one.coversAll) ? "whole" : "added-to";
}

function look(
  bytes: Buffer,
  keys: readonly KnownKey[],
  start: number,
  first: number,
  gapEnd: number,
  second: number,
): FoundSignature {
  const covers = gapEnd + second;
  const unsound = {
    revision: 0,
    ours: false,
    sound: false,
    covers,
    coversAll: false,
    at: null,
    stamped: null,
    key: null,
    signer: "",
  };
  // The two ranges leave out one string of hexadecimal digits and nothing else.
  const gap = bytes.subarray(first, gapEnd).toString("latin1");
  const isRange = start === 0 && first > 0 && gapEnd > first && covers <= bytes.length;
  const key = mentioned(gap, keys);
  const ours = key !== null;
  const hex = /^<([0-9A-Fa-f]*)>$/.exec(gap)?.[1];
  if (!isRange || hex === undefined || hex.length % 2 !== 0) {
    return { ...unsound, ours, key };
  }
  const filled = Buffer.from(hex, "hex");
  const cms = outermost(filled);
  const read = cms && readSignature(cms);
  if (!cms || !read) return { ...unsound, ours, key };
  const signed = [bytes.subarray(0, first), bytes.subarray(gapEnd, covers)];
  const stamped = read.unsigned && readTimestamp(read.unsigned, read.signature);
  const sound =
    isSound(read, signed) &&
    (!key ||
      (isMadeHere(read, cms, key) &&
        (stamped !== null || read.unsigned === null) &&
        hex === cms.toString("hex").toUpperCase().padEnd(hex.length, "0")));
  return {
    revision: 0,
    ours,
    sound,
    covers,
    coversAll: covers === bytes.length,
    at: read.at,
    stamped,
    key,
    signer: nameIn(read.certificate),
  };
}

/** The first value in the gap; behind it only noughts. */
function outermost(filled: Buffer): Buffer | null {
  try {
    return readDer(filled).whole;
  } catch {
    return null;
  }
}

/** A certificate of ours stands in it, letter for letter: then it must be a sound seal of that key. */
function mentioned(gap: string, keys: readonly KnownKey[]): KnownKey | null {
  const digits = gap.toUpperCase();
  return (
    keys.find(({ certificate }) => digits.includes(certificate.toString("hex").toUpperCase())) ??
    null
  );
}

function isMadeHere(
  read: NonNullable<ReturnType<typeof readSignature>>,
  cms: Buffer,
  { certificate, chain }: KnownKey,
): boolean {
  if (read.at === null || !read.certificate.raw.equals(certificate)) return false;
  const facts = { digest: read.digest, at: read.at, certificate, chain };
  return wholeSignature(facts, read.signature, read.unsigned).equals(cms);
}

/** A certificate file (PEM) as the key that `verifyPdf` looks for. */
export const keyOf = (pem: string): KnownKey =>
  sealKey({ certificate: pem, chain: [], origin: "self-issued", since: "1970-01-01T00:00:00Z" });
