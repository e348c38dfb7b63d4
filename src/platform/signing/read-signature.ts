/** Takes a signature (CMS) apart, as far as is needed to check it. Hostile bytes end in null. */
import { createHash, verify, X509Certificate } from "node:crypto";
import { type Der, oid, readAll, readDer, setOf } from "./der.ts";

export type ReadSignature = {
  readonly certificate: X509Certificate;
  /** SHA-2 of the signed bytes, as the signature claims it. */
  readonly digest: Buffer;
  readonly hash: "sha256" | "sha384" | "sha512";
  readonly at: Date | null;
  readonly signature: Buffer;
  /** The signed attributes, encoded as they were signed. */
  readonly attributes: Buffer;
  /** What stands beside it unsigned, encoded; null when nothing does. */
  readonly unsigned: Buffer | null;
};

const HASHES = new Map([
  ["2.16.840.1.101.3.4.2.1", "sha256"],
  ["2.16.840.1.101.3.4.2.2", "sha384"],
  ["2.16.840.1.101.3.4.2.3", "sha512"],
] as const);
const hashOf = (algorithm: Der | undefined) => {
  const kind = algorithm && readAll(algorithm.body)[0];
  for (const [dotted, hash] of HASHES) if (kind?.whole.equals(oid(dotted))) return hash;
  throw new Error("no digest that is trusted today");
};

export function readSignature(bytes: Buffer): ReadSignature | null {
  try {
    return takeApart(bytes);
  } catch {
    return null;
  }
}

function takeApart(bytes: Buffer): ReadSignature {
  const [, content] = readAll(readDer(bytes).body);
  const parts = readAll(readDer(need(content).body).body);
  const certificates = need(parts.find(({ tag }) => tag === 0xa0));
  const signers = readAll(need(parts.at(-1)).body);
  if (signers.length !== 1) throw new Error("one signature, one signer");
  const signer = readAll(need(signers[0]).body);
  const [, id, digestAlgorithm, signed, , signature, unsigned] = signer;
  if (need(signed).tag !== 0xa0 || need(signature).tag !== 0x04) throw new Error("no attributes");
  const attributes = readAll(need(signed).body);
  const valueNamed = (dotted: string): Der | null => {
    const found = attributes.filter(({ body }) => readDer(body).whole.equals(oid(dotted)));
    if (found.length > 1) throw new Error("the same attribute twice");
    const values = found[0] && readAll(found[0].body)[1];
    return values ? readDer(values.body) : null;
  };
  const time = valueNamed("1.2.840.113549.1.9.5");
  return {
    certificate: signersOwn(readAll(certificates.body), need(id)),
    digest: need(valueNamed("1.2.840.113549.1.9.4")).body,
    hash: hashOf(digestAlgorithm),
    at: time ? momentOf(time) : null,
    signature: need(signature).body,
    attributes: setOf(need(signed).body),
    unsigned: unsigned?.whole ?? null,
  };
}

/** The certificate whose issuer and number the signer names; a chain may stand beside it. */
function signersOwn(certificates: readonly Der[], id: Der): X509Certificate {
  const [issuer, serial] = readAll(id.body);
  for (const { whole } of certificates) {
    const [, theirSerial, , theirIssuer] = readAll(readDer(readDer(whole).body).body);
    if (
      issuer &&
      serial &&
      theirIssuer?.whole.equals(issuer.whole) &&
      theirSerial?.whole.equals(serial.whole)
    ) {
      return new X509Certificate(whole);
    }
  }
  throw new Error("the signer's certificate is missing");
}

function need<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("a part is missing");
  return value;
}

function momentOf({ tag, body }: Der): Date | null {
  const text = body.toString("latin1");
  const full = tag === 0x17 ? `20${text}` : text;
  // A clock may tell parts of a second.
  const found = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.\d{1,9})?Z$/.exec(full);
  if (!found) return null;
  const [, year, month, day, hour, minute, second] = found;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Whether the key of the certificate signed these attributes, and they speak of these bytes. */
export function isSound(read: ReadSignature, signedBytes: readonly Uint8Array[]): boolean {
  const digest = createHash(read.hash);
  for (const part of signedBytes) digest.update(part);
  if (!digest.digest().equals(read.digest)) return false;
  try {
    return verify(read.hash, read.attributes, read.certificate.publicKey, read.signature);
  } catch {
    return false;
  }
}

export type ReadTimestamp = {
  readonly at: Date;
  /** The name in the authority's certificate: whose clock it was, as that clock says. */
  readonly authority: string;
};

/**
 * The timestamp that stands unsigned beside a signature: one, sound in itself, over that signature;
 * null for anything else. Whose clock it was is not judged: the authority is the administrator's choice.
 */
export function readTimestamp(unsigned: Buffer, signature: Buffer): ReadTimestamp | null {
  try {
    const [attribute, ...more] = readAll(readDer(unsigned).body);
    const [kind, values] = readAll(need(attribute).body);
    if (more.length > 0 || !need(kind).whole.equals(oid("1.2.840.113549.1.9.16.2.14"))) return null;
    const token = readDer(need(values).body).whole;
    const [, content] = readAll(readDer(token).body);
    const [, , stamped] = readAll(readDer(need(content).body).body);
    const [, wrapped] = readAll(need(stamped).body);
    const said = readDer(readDer(need(wrapped).body).whole).body;
    const facts = readAll(readDer(said).body);
    const imprint = readAll(need(facts[2]).body)[1];
    const at = momentOf(need(facts[4]));
    const hash = createHash("sha256").update(signature).digest();
    const read = takeApart(token);
    const isGood = at && need(imprint).body.equals(hash) && isSound(read, [said]);
    return isGood ? { at, authority: nameIn(read.certificate) } : null;
  } catch {
    return null;
  }
}

/** The name in a certificate: a claim of whoever issued it. */
export const nameIn = ({ subject }: X509Certificate): string =>
  /CN=([^\n]*)/.exec(subject)?.[1] ?? "";
