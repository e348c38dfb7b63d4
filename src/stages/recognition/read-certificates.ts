import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { certificateBy, certificateOfStay, sealedBytes } from "./certificate.store.ts";
import type { Certificate } from "./certificate.ts";
import { can } from "./recognition.policy.ts";
import { readAsked } from "./send-reflection.ts";

export { certificateCodeFrom } from "./certificate.rules.ts";
export type { Certificate } from "./certificate.ts";

/** What anybody may know of a certificate who holds it: no name of a person is among it. */
export type CheckedCertificate = Pick<Certificate, "code" | "state" | "sealedAt" | "digest"> & {
  readonly from: string;
  readonly to: string;
};

/** By its printed code, or by the SHA-256 of the file; undefined for one that is not ours. */
export async function checkCertificate(
  tx: Tx,
  by: { readonly code: string } | { readonly digest: string },
): Promise<CheckedCertificate | undefined> {
  const found = await certificateBy(tx, by);
  if (!found || found.sealedAt === null) return undefined;
  const { code, state, sealedAt, digest, model } = found;
  return { code, state, sealedAt, digest, from: model.from, to: model.to };
}

export type CertificateFile = { readonly name: string; readonly bytes: Buffer };

const fileOf = async (
  tx: Tx,
  found: Certificate | undefined,
): Promise<CertificateFile | undefined> =>
  found?.state === "sealed"
    ? { name: `${found.code}.pdf`, bytes: await sealedBytes(tx, found.id) }
    : undefined;

/** The sealed file of a stay that the office may see; that it may, `livedStays` has said. */
export async function readCertificateFile(
  tx: Tx,
  mobilityId: string,
): Promise<CertificateFile | undefined> {
  if (!can.seeOutcomes(tx.actor) || !isUuid(mobilityId)) return undefined;
  return fileOf(tx, await certificateOfStay(tx, mobilityId));
}

/** The same for whoever holds the link that asks for a reflection. */
export async function readOwnCertificate(
  tx: Tx,
  secret: string,
): Promise<CertificateFile | undefined> {
  const asked = await readAsked(tx, secret);
  return asked && fileOf(tx, await certificateOfStay(tx, asked.lived.mobilityId));
}
