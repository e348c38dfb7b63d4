/**
 * A certificate that the installation issues to itself. It proves that two papers come from the same
 * house and that neither was changed; who the house is, no one has checked, and it says so in its name.
 */
import type { KeyObject } from "node:crypto";
import {
  bits,
  integer,
  nothing,
  octets,
  oid,
  sequence,
  setOf,
  tagged,
  utcTime,
  utf8,
} from "./der.ts";

export type CertificateFacts = {
  readonly publicKey: KeyObject;
  /** At most 16 bytes, drawn by chance. */
  readonly serial: Uint8Array;
  readonly organisation: string;
  readonly from: Date;
  readonly until: Date;
};

const SHA256_WITH_RSA = sequence(oid("1.2.840.113549.1.1.11"), nothing());
const part = (kind: string, text: string) => setOf(sequence(oid(kind), utf8(text)));

/** Names in certificates end at 64 letters. */
const short = (text: string) => [...text].slice(0, 50).join("");

const nameOf = (organisation: string) =>
  sequence(
    part("2.5.4.10", short(organisation)),
    part("2.5.4.11", "Self-issued seal"),
    part("2.5.4.3", `Seal of ${short(organisation)}`),
  );

const extension = (kind: string, isCritical: boolean, value: Uint8Array) =>
  sequence(oid(kind), ...(isCritical ? [tagged(0x01, Buffer.of(0xff))] : []), octets(value));

/** @param sign RSA with SHA-256, PKCS#1 v1.5 */
export function selfIssued(facts: CertificateFacts, sign: (bytes: Buffer) => Buffer): Buffer {
  const name = nameOf(facts.organisation);
  const body = sequence(
    tagged(0xa0, integer(Buffer.of(2))),
    integer(facts.serial),
    SHA256_WITH_RSA,
    name,
    sequence(utcTime(facts.from), utcTime(facts.until)),
    name,
    facts.publicKey.export({ type: "spki", format: "der" }),
    tagged(
      0xa3,
      sequence(
        // It issues nothing to anybody else.
        extension("2.5.29.19", true, sequence()),
        // Digital signature and non-repudiation: two bits of a byte, six unused.
        extension("2.5.29.15", true, tagged(0x03, Buffer.of(6, 0xc0))),
      ),
    ),
  );
  return sequence(body, SHA256_WITH_RSA, bits(sign(body)));
}
