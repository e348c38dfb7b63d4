import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { apartProblem, readUpload, readUploadFacts } from "../../platform/files/upload.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./agreement.policy.ts";
import { agreementById } from "./agreement.store.ts";
import type { AgreementFile } from "./agreement.ts";
import { bytesOf, fileById, insertFile } from "./file.store.ts";
import { digestOf } from "./fingerprints.ts";

/** What was made here, or what somebody sent and `keepUpload` has kept. */
export type SignedFile =
  | { readonly type: AgreementFile["type"]; readonly bytes: Buffer }
  | { readonly uploadId: string };

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
  const file = "uploadId" in from.file ? await sentFile(tx, from.file.uploadId) : ok(from.file);
  if (!file.ok) return file;
  const { bytes, type } = file.value;
  if (bytes.length === 0 || bytes.length > MOST_BYTES) {
    return refuse({ code: "agreement-file-size", params: { most: 10 }, field: "file" });
  }
  const uploadId = "uploadId" in from.file ? from.file.uploadId : null;
  const id = await insertFile(tx, {
    id: newId(),
    agreementId: from.agreementId,
    kind: from.kind,
    version: from.version,
    digest: digestOf(bytes),
    type,
    size: bytes.length,
    uploadId,
    bytes: uploadId === null ? bytes : null,
    by: actorId(tx.actor) ?? "",
  });
  return ok(id);
}

/**
 * A signature stands on its paper: one that the scanner found something in, or could not look at, is
 * no signature yet. Nothing of it is kept; whoever sent it has it in hand.
 */
async function sentFile(
  tx: Tx,
  uploadId: string,
): Promise<Result<{ readonly type: AgreementFile["type"]; readonly bytes: Buffer }>> {
  const upload = await readUpload(tx, uploadId);
  if (upload) return ok({ type: upload.type as AgreementFile["type"], bytes: upload.body });
  const facts = await readUploadFacts(tx, uploadId);
  return refuse({ code: apartProblem(facts?.reason ?? null), field: "file" });
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
  // A party sees the papers that were made for everybody, not the sheets of the others.
  if (own && file.kind !== "sealed" && file.kind !== "own") return undefined;
  if (file.uploadId === null) return { file, bytes: await bytesOf(tx, file.id) };
  const sent = await readUpload(tx, file.uploadId);
  return sent && { file, bytes: sent.body };
}
