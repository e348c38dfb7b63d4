/**
 * Whether a PDF carries our seal, and whether it is whole. Nothing of the file is opened or shown:
 * only byte ranges are read, so a hostile file has little to work with.
 *
 * A seal of ours is one that this program would make again byte for byte, so that there is not one
 * byte in a sealed file (padding, order, spelling) that can be turned unseen; only of a timestamp
 * that stands in it nothing more is asked than that it is sound and over this seal. Of other people's
 * signatures it is said whether they are sound and what they cover, and not whose they are.
 */
import { createHash, X509Certificate } from "node:crypto";
import { LARGEST_PAPER } from "./custody-rules.ts";
import { readDer } from "./der.ts";
import { isSound, isTimestamp, readSignature } from "./read-signature.ts";
import { wholeSignature } from "./signature-parts.ts";

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
  readonly timestamped: boolean;
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
};

const MOST_SIGNATURES = 50;
const RANGE = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/g;

/** @param certificates ours, in DER: the one in use and those of former years */
export function verifyPdf(input: Uint8Array, certificates: readonly Uint8Array[]): PdfVerdict {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const isPdf = bytes.subarray(0, 5).toString("latin1") === "%PDF-";
  if (!isPdf || bytes.length > LARGEST_PAPER) return { sha256, verdict: "no-pdf", signatures: [] };
  const ends = new Set<number>();
  const signatures: FoundSignature[] = [];
  for (const [, start, first, gapEnd, second] of bytes.toString("latin1").matchAll(RANGE)) {
    if (signatures.length >= MOST_SIGNATURES) break;
    const found = look(
      bytes,
      certificates,
      Number(start),
      Number(first),
      Number(gapEnd),
      Number(second),
    );
    ends.add(found.covers);
    signatures.push(found);
  }
  const order = [...ends].sort((a, b) => a - b);
  const numbered = signatures
    .map((one) => ({ ...one, revision: order.indexOf(one.covers) + 1 }))
    .sort((a, b) => a.covers - b.covers);
  return { sha256, verdict: verdictOf(numbered), signatures: numbered };
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
  certificates: readonly Uint8Array[],
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
    timestamped: false,
    signer: "",
  };
  // The two ranges leave out one string of hexadecimal digits and nothing else.
  const gap = bytes.subarray(first, gapEnd).toString("latin1");
  const isRange = start === 0 && first > 0 && gapEnd > first && covers <= bytes.length;
  const hex = /^<([0-9A-Fa-f]*)>$/.exec(gap)?.[1];
  if (!isRange || hex === undefined || hex.length % 2 !== 0) {
    return { ...unsound, ours: mentions(gap, certificates) };
  }
  const filled = Buffer.from(hex, "hex");
  const cms = outermost(filled);
  const read = cms && readSignature(cms);
  if (!cms || !read) return { ...unsound, ours: mentions(gap, certificates) };
  const signed = [bytes.subarray(0, first), bytes.subarray(gapEnd, covers)];
  const ours = mentions(gap, certificates);
  const stamped = read.unsigned !== null && isTimestamp(read.unsigned, read.signature);
  const sound =
    isSound(read, signed) &&
    (!ours ||
      (isMadeHere(read, cms) &&
        (stamped || read.unsigned === null) &&
        hex === cms.toString("hex").toUpperCase().padEnd(hex.length, "0")));
  return {
    revision: 0,
    ours,
    sound,
    covers,
    coversAll: covers === bytes.length,
    at: read.at,
    timestamped: stamped,
    signer: /CN=([^\n]*)/.exec(read.certificate.subject)?.[1] ?? "",
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

/** Our certificate stands in it, letter for letter: then it must be a seal of ours, and a sound one. */
function mentions(gap: string, certificates: readonly Uint8Array[]): boolean {
  const digits = gap.toUpperCase();
  return certificates.some((one) =>
    digits.includes(Buffer.from(one).toString("hex").toUpperCase()),
  );
}

function isMadeHere(read: NonNullable<ReturnType<typeof readSignature>>, cms: Buffer): boolean {
  if (read.at === null) return false;
  const facts = { digest: read.digest, at: read.at, certificate: read.certificate.raw };
  return wholeSignature(facts, read.signature, read.unsigned).equals(cms);
}

/** A certificate file (PEM) as the bytes that `verifyPdf` takes. */
export const certificateBytes = (pem: string | Buffer): Buffer => new X509Certificate(pem).raw;
