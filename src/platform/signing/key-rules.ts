/** When a key of the seal may be taken, and what it means that it was replaced. */
import type { KeyObject } from "node:crypto";
import { X509Certificate } from "node:crypto";
import type { Problem } from "../../shared/result.ts";
import { oid, readAll, readDer } from "./der.ts";
import type { FormerKey, Ring, SealKey } from "./ring.ts";

/** Two months: an office that seals seldom still hears of it, and a new certificate takes weeks. */
export const DAYS_OF_WARNING = 60;
const DAY_MS = 86_400_000;
const FEWEST_BITS = 2_048;

/** `broken`: the file of the keys cannot be read, so nothing is sealed and no seal is known. */
export type SealStanding = "none" | "good" | "ends-soon" | "ended" | "broken";

/** How the key in use stands: whoever runs the installation is told in time. */
export function standingOf(
  key: Pick<SealKey, "until"> | undefined,
  now: Date,
): { readonly state: SealStanding; readonly until: Date | null } {
  if (!key) return { state: "none", until: null };
  const left = key.until.getTime() - now.getTime();
  const state = left <= 0 ? "ended" : left <= DAYS_OF_WARNING * DAY_MS ? "ends-soon" : "good";
  return { state, until: key.until };
}

/** Bits 0 and 1 of the usage of a key: to sign, and to stand by what was signed. */
function maySign(certificate: Buffer): boolean {
  const fields = readAll(readDer(readDer(certificate).body).body);
  const extensions = fields.find(({ tag }) => tag === 0xa3);
  if (!extensions) return true;
  for (const one of readAll(readDer(extensions.body).body)) {
    const parts = readAll(one.body);
    if (!parts[0]?.whole.equals(oid("2.5.29.15"))) continue;
    const bitString = readDer(parts.at(-1)!.body).body;
    return ((bitString[1] ?? 0) & 0xc0) !== 0;
  }
  return true;
}

/**
 * Everything that speaks against a key and its certificates that somebody brings, the key's own first.
 * @param key the secret half; what is sealed with is RSA, because it gives the same signature again
 */
export function importProblems(
  key: KeyObject,
  certificates: readonly X509Certificate[],
  now: Date,
): Problem[] {
  const [own, ...chain] = certificates;
  if (!own) return [{ code: "seal-no-certificate" }];
  const problems: Problem[] = [];
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== "rsa") problems.push({ code: "seal-key-not-rsa" });
  else if (bits < FEWEST_BITS) {
    problems.push({ code: "seal-key-short", params: { bits, fewest: FEWEST_BITS } });
  }
  if (!own.checkPrivateKey(key)) problems.push({ code: "seal-key-other-certificate" });
  if (own.validToDate <= now) {
    problems.push({ code: "seal-certificate-ended", params: { until: own.validTo } });
  }
  if (own.validFromDate > now) {
    problems.push({ code: "seal-certificate-not-yet", params: { from: own.validFrom } });
  }
  if (own.ca || !maySign(own.raw)) problems.push({ code: "seal-certificate-not-for-signing" });
  let below = own;
  for (const above of chain) {
    if (!below.checkIssued(above) || !below.verify(above.publicKey)) {
      problems.push({ code: "seal-chain-broken", params: { subject: above.subject } });
      break;
    }
    below = above;
  }
  return problems;
}

/** The certificates in a text of PEM, in their order; anything else in it is passed over. */
export function certificatesIn(pem: string): X509Certificate[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  return found.map((one) => new X509Certificate(one));
}

/** The ring after its key went out of use. */
export function retired(ring: Ring, now: Date, compromised?: Date): FormerKey[] {
  if (!ring.current) return [...ring.former];
  const { certificate, chain, origin, since } = ring.current;
  const one: FormerKey = {
    certificate,
    chain,
    origin,
    since,
    replaced: now.toISOString(),
    ...(compromised ? { compromised: compromised.toISOString() } : {}),
  };
  return [one, ...ring.former];
}

/** Keys whose id begins with what somebody typed; a beginning of eight digits is enough. */
export function idProblems(keys: readonly SealKey[], typed: string): Problem[] {
  const wanted = typed.toLowerCase();
  const found = /^[0-9a-f]{8,64}$/.test(wanted)
    ? keys.filter(({ id }) => id.startsWith(wanted))
    : [];
  return found.length === 1 ? [] : [{ code: "seal-key-unknown", params: { id: typed } }];
}

/** Whether two certificates are of one key: a renewed certificate makes no other key of it. */
export const isOfOneKey = (one: string | Uint8Array, other: string | Uint8Array): boolean =>
  new X509Certificate(one).publicKey.equals(new X509Certificate(other).publicKey);

/**
 * Marks a key that may be in somebody else's hands, from a moment on, under every certificate it ever
 * had. The one in use is not marked here: it is replaced first, because nothing more may be sealed
 * with it.
 */
export function marked(
  former: readonly FormerKey[],
  certificate: Uint8Array,
  since: Date,
): FormerKey[] {
  return former.map((one) =>
    isOfOneKey(one.certificate, certificate) ? { ...one, compromised: since.toISOString() } : one,
  );
}

/** A moment at which a key can have been taken: after it came into use, and not in the future. */
export const sinceProblems = (key: SealKey, since: Date, now: Date): Problem[] =>
  Number.isNaN(since.getTime()) || since > now || since < key.from
    ? [{ code: "seal-since", params: { from: key.from.toISOString().slice(0, 10) } }]
    : [];

/**
 * What a sound seal is worth when its key may have been in other hands from a moment on:
 * - `full`: it never was.
 * - `stamped-before`: an authority says that the seal was there before that moment.
 * - `said-before`: only the seal itself says so, and whoever has the key can say that too.
 * - `after`: it says itself that it was made when the key was not ours alone.
 */
export type Trust = "full" | "stamped-before" | "said-before" | "after";

export function trustIn(compromised: Date | null, at: Date | null, stamped: Date | null): Trust {
  if (compromised === null) return "full";
  if (stamped !== null && stamped < compromised) return "stamped-before";
  return at !== null && stamped === null && at < compromised ? "said-before" : "after";
}
