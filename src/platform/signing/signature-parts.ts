/**
 * The signature inside a PDF (CAdES, ETSI EN 319 122-1) as this program makes it. The custodian puts
 * together what it signs with it, and the check of a file puts it together again: a seal of ours is
 * one that is the same byte for byte.
 */
import { createHash } from "node:crypto";
import {
  integer,
  nothing,
  octets,
  oid,
  readAll,
  readDer,
  sequence,
  setOf,
  tagged,
  utcTime,
} from "./der.ts";

const DATA = oid("1.2.840.113549.1.7.1");
const SHA256 = oid("2.16.840.1.101.3.4.2.1");
const SHA256_WITH_RSA = oid("1.2.840.113549.1.1.11");

const attribute = (kind: string, value: Uint8Array) => sequence(oid(kind), setOf(value));

/** Issuer and serial number, as they stand in a certificate. */
function issuerAndSerial(certificate: Buffer): { issuer: Buffer; serial: Buffer } {
  const fields = readAll(readDer(readDer(certificate).body).body);
  const [, serial, , issuer] = fields;
  if (!serial || !issuer) throw new Error("no certificate");
  return { issuer: issuer.whole, serial: serial.whole };
}

export type SignedFacts = {
  /** SHA-256 of the bytes that are signed. */
  readonly digest: Uint8Array;
  readonly at: Date;
  readonly certificate: Buffer;
  /** Certificates of those that issued it, which go along; none for one of our own. */
  readonly chain: readonly Buffer[];
};

function attributes({ digest, at, certificate }: SignedFacts): Buffer {
  const { issuer, serial } = issuerAndSerial(certificate);
  return Buffer.concat([
    attribute("1.2.840.113549.1.9.3", DATA),
    attribute("1.2.840.113549.1.9.5", utcTime(at)),
    // Algorithm protection: another algorithm cannot be put in its place afterwards.
    attribute(
      "1.2.840.113549.1.9.52",
      sequence(sequence(SHA256), tagged(0xa1, SHA256_WITH_RSA, nothing())),
    ),
    attribute("1.2.840.113549.1.9.4", octets(digest)),
    // Signing certificate, version 2: another certificate for the same key is another signature.
    attribute(
      "1.2.840.113549.1.9.16.2.47",
      sequence(
        sequence(
          sequence(
            octets(createHash("sha256").update(certificate).digest()),
            sequence(sequence(tagged(0xa4, issuer)), serial),
          ),
        ),
      ),
    ),
  ]);
}

/** What the key signs. */
export const bytesToSign = (facts: SignedFacts): Buffer => setOf(attributes(facts));

/** @param unsigned what stands beside it, such as a timestamp: the encoded value, or null */
export function wholeSignature(
  facts: SignedFacts,
  signature: Uint8Array,
  unsigned: Buffer | null,
): Buffer {
  const { issuer, serial } = issuerAndSerial(facts.certificate);
  const one = integer(Buffer.of(1));
  return sequence(
    oid("1.2.840.113549.1.7.2"),
    tagged(
      0xa0,
      sequence(
        one,
        setOf(sequence(SHA256)),
        sequence(DATA),
        tagged(0xa0, facts.certificate, ...facts.chain),
        setOf(
          sequence(
            one,
            sequence(issuer, serial),
            sequence(SHA256),
            tagged(0xa0, attributes(facts)),
            sequence(SHA256_WITH_RSA),
            octets(signature),
            ...(unsigned ? [unsigned] : []),
          ),
        ),
      ),
    ),
  );
}
