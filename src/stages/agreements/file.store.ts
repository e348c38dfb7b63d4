import type { Tx } from "../../platform/db/index.ts";
import { sealBytes, unsealBytes } from "../../platform/vault.ts";
import type { AgreementFile } from "./agreement.ts";

const facts = [
  "id",
  "agreement_id as agreementId",
  "kind",
  "version",
  "digest",
  "type",
  "at",
  "upload_id as uploadId",
] as const;

const belongsTo = (fileId: string) => `agreement_file_bytes/${fileId}`;

export const filesOf = (tx: Tx, agreementId: string): Promise<AgreementFile[]> =>
  tx.db
    .selectFrom("agreement_files")
    .where("agreement_id", "=", agreementId)
    .select(facts)
    .orderBy("at")
    .$castTo<AgreementFile>()
    .execute();

export const fileById = (tx: Tx, id: string): Promise<AgreementFile | undefined> =>
  tx.db
    .selectFrom("agreement_files")
    .where("id", "=", id)
    .select(facts)
    .$castTo<AgreementFile>()
    .executeTakeFirst();

/** A sealed paper by the hash of its bytes: what the public page is asked about. */
export const sealedByDigest = (tx: Tx, digest: string): Promise<AgreementFile | undefined> =>
  tx.db
    .selectFrom("agreement_files")
    .where("digest", "=", digest)
    .where("kind", "=", "sealed")
    .select(facts)
    .$castTo<AgreementFile>()
    .executeTakeFirst();

/** The newest paper that was made of an agreement. */
export const newestSealed = (tx: Tx, agreementId: string): Promise<AgreementFile | undefined> =>
  tx.db
    .selectFrom("agreement_files")
    .where("agreement_id", "=", agreementId)
    .where("kind", "=", "sealed")
    .select(facts)
    .orderBy("at", "desc")
    .$castTo<AgreementFile>()
    .executeTakeFirst();

export async function bytesOf(tx: Tx, fileId: string): Promise<Buffer> {
  const row = await tx.db
    .selectFrom("agreement_file_bytes")
    .where("file_id", "=", fileId)
    .select("sealed")
    .executeTakeFirstOrThrow();
  return unsealBytes(row.sealed, belongsTo(fileId));
}

/** @returns the id under which these bytes are kept, which is an earlier one where they were */
export async function insertFile(
  tx: Tx,
  from: Omit<AgreementFile, "at"> & {
    readonly size: number;
    /** Null for what is kept as an upload. */
    readonly bytes: Buffer | null;
    readonly by: string;
  },
): Promise<string> {
  const [row] = await tx.db
    .insertInto("agreement_files")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      agreement_id: from.agreementId,
      kind: from.kind,
      version: from.version,
      digest: from.digest,
      type: from.type,
      size: from.size,
      upload_id: from.uploadId,
      at: tx.now,
      by: from.by,
    })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .execute();
  if (!row) {
    const known = await tx.db
      .selectFrom("agreement_files")
      .where("agreement_id", "=", from.agreementId)
      .where("kind", "=", from.kind)
      .where("digest", "=", from.digest)
      .select("id")
      .executeTakeFirstOrThrow();
    return known.id;
  }
  if (!from.bytes) return row.id;
  await tx.db
    .insertInto("agreement_file_bytes")
    .values({
      file_id: row.id,
      scheme_id: tx.actor.schemeId!,
      sealed: sealBytes(from.bytes, belongsTo(row.id)),
    })
    .execute();
  return row.id;
}
