import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./agreement.policy.ts";
import { agreementById } from "./agreement.store.ts";
import type { AgreementFile } from "./agreement.ts";
import { bytesOf, fileById, insertFile } from "./file.store.ts";
import { digestOf } from "./fingerprints.ts";

/** Bytes whose kind was looked at: a picture that was made anew, or a PDF by its first letters. */
export type SignedFile = {
  readonly type: AgreementFile["type"];
  readonly bytes: Buffer;
};

/** Ten megabytes: a scan of ten pages fits, a film does not. */
export const MOST_BYTES = 10 * 1024 * 1024;

/** Keeps a paper under the hash of its bytes; the same file twice is one. */
export async function keepFile(
  tx: Tx,
  from: {
    readonly agreementId: string;
    readonly kind: AgreementFile["kind"];
    readonly version: number;
    readonly file: SignedFile;
  },
): Promise<Result<string>> {
  const { bytes, type } = from.file;
  if (bytes.length === 0 || bytes.length > MOST_BYTES) {
    return refuse({ code: "agreement-file-size", params: { most: 10 }, field: "file" });
  }
  const id = await insertFile(tx, {
    id: newId(),
    agreementId: from.agreementId,
    kind: from.kind,
    version: from.version,
    digest: digestOf(bytes),
    type,
    bytes,
    by: actorId(tx.actor) ?? "",
  });
  return ok(id);
}

/** A paper of an agreement, for whoever may see the agreement. */
export async function readFile(
  tx: Tx,
  from: { readonly agreementId: string; readonly fileId: string },
): Promise<{ readonly file: AgreementFile; readonly bytes: Buffer } | undefined> {
  if (!isUuid(from.agreementId) || !isUuid(from.fileId)) return undefined;
  const own = tx.actor.kind === "signer" && tx.actor.agreementId === from.agreementId;
  if (!own && !can.see(tx.actor)) return undefined;
  const agreement = await agreementById(tx, from.agreementId);
  const file = agreement && (await fileById(tx, from.fileId));
  if (!file || file.agreementId !== from.agreementId) return undefined;
  // A party sees the paper that everybody signed, not the sheets of the others.
  if (own && file.kind !== "sealed") return undefined;
  return { file, bytes: await bytesOf(tx, file.id) };
}
