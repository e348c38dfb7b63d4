/**
 * The keys of the seal over the years, as they lie in one file: the one in use with its secret half
 * (sealed with the data key, so that who reads the file has nothing), and the certificates of those
 * it replaced, by which papers of former years are still known. One file, put down whole or not at
 * all: there is no moment at which a key lies there without its certificate.
 */
import { createHash, X509Certificate } from "node:crypto";
import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

export type Origin = "self-issued" | "imported";

/** The public half: what anybody may know of a key. */
export type PublicKeyFacts = {
  /** The certificate in PEM. */
  readonly certificate: string;
  /** Those that issued it, next above first, without the root's where it was not given. */
  readonly chain: readonly string[];
  readonly origin: Origin;
  /** Since when it sealed here, as an ISO moment. */
  readonly since: string;
};
export type FormerKey = PublicKeyFacts & {
  readonly replaced: string;
  /** From when somebody else may have had the key. */
  readonly compromised?: string;
};
export type CurrentKey = PublicKeyFacts & {
  /** The secret half, sealed, in base64. */
  readonly sealedKey: string;
};
/** What was done with the keys: put down with the change itself, so that there is none without it. */
export type KeyEvent = {
  /** An ISO moment. */
  readonly at: string;
  /** The account that the command ran as, as the machine names it; null for the program itself. */
  readonly by: string | null;
  readonly act: "drawn" | "imported" | "compromised";
  /** Of the key it was done with: the new one, or the one that may be in other hands. */
  readonly id: string;
  /** From when somebody else may have had that key. */
  readonly since?: string;
};
export type Ring = {
  readonly format: typeof RING_FORMAT;
  readonly current: CurrentKey | null;
  /** The one replaced last stands first. */
  readonly former: readonly FormerKey[];
  /** The first stands first; none of before they were written down. */
  readonly changes?: readonly KeyEvent[];
};

export const RING_FORMAT = "kalfa-seal-1";
export const RING_FILE = "seal.ring";
export const NO_KEYS: Ring = { format: RING_FORMAT, current: null, former: [] };

/** A key as the program speaks of it. */
export type SealKey = {
  /** SHA-256 of the certificate, in hexadecimal digits. */
  readonly id: string;
  /** In DER, the certificate and those that issued it. */
  readonly certificate: Buffer;
  readonly chain: readonly Buffer[];
  readonly origin: Origin;
  readonly subject: string;
  readonly issuer: string;
  readonly since: Date;
  readonly from: Date;
  readonly until: Date;
  /** Null for the one in use. */
  readonly replaced: Date | null;
  readonly compromised: Date | null;
};

export const idOf = (certificate: Uint8Array): string =>
  createHash("sha256").update(certificate).digest("hex");

const named = (subject: string): string => /CN=([^\n]*)/.exec(subject)?.[1] ?? subject;

export function sealKey(facts: PublicKeyFacts | FormerKey): SealKey {
  const read = new X509Certificate(facts.certificate);
  return {
    id: idOf(read.raw),
    certificate: read.raw,
    chain: facts.chain.map((one) => new X509Certificate(one).raw),
    origin: facts.origin,
    subject: named(read.subject),
    issuer: named(read.issuer),
    since: new Date(facts.since),
    from: read.validFromDate,
    until: read.validToDate,
    replaced: "replaced" in facts ? new Date(facts.replaced) : null,
    compromised:
      "compromised" in facts && facts.compromised !== undefined
        ? new Date(facts.compromised)
        : null,
  };
}

/** Every key that ever sealed here, the one in use first. */
export const keysOf = ({ current, former }: Ring): SealKey[] =>
  [...(current ? [current] : []), ...former].map(sealKey);

/** The ring that lies in a folder; none where nothing was sealed yet. */
export function readRing(folder: string): Ring {
  const file = join(folder, RING_FILE);
  if (!existsSync(file)) return NO_KEYS;
  const ring = JSON.parse(readFileSync(file, "utf8")) as Ring;
  if (ring.format !== RING_FORMAT) throw new Error(`${file} is in a form that is not known here`);
  return ring;
}

/** On the disk before it takes its name: the key of an installation is nowhere else. */
const SYNCED = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_SYNC;

export function writeRing(folder: string, ring: Ring): void {
  const file = join(folder, RING_FILE);
  const half = `${file}.half`;
  // The process that holds the key may not ask for a sync by itself, so the file is opened that way.
  const to = openSync(half, SYNCED, 0o600);
  try {
    writeFileSync(to, `${JSON.stringify(ring, null, 2)}\n`);
  } finally {
    closeSync(to);
  }
  renameSync(half, file);
}

/** For whoever may: the new name is on the disk too, before anything is sealed with a new key. */
export function settleRing(folder: string): void {
  const opened = openSync(folder, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
