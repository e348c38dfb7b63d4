import { createHash } from "node:crypto";
import type { EventCertificate } from "../../documents/index.ts";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { sealBytes, unsealBytes } from "../../platform/vault.ts";

export type StoredCertificate = {
  readonly id: string;
  readonly eventId: string;
  readonly registrationId: string;
  readonly code: string;
  readonly model: EventCertificate;
  readonly textHash: string;
  readonly madeAt: Date;
  readonly digest: string | null;
  readonly sealedAt: Date | null;
  readonly withdrawnAt: Date | null;
};

const belongsTo = (id: string) => `event_certificate_files/${id}`;

const certificates = (tx: Tx) =>
  tx.db
    .selectFrom("event_certificates")
    .select([
      "id",
      "event_id as eventId",
      "registration_id as registrationId",
      "code",
      "model",
      "text_hash as textHash",
      "made_at as madeAt",
      "digest",
      "sealed_at as sealedAt",
      "withdrawn_at as withdrawnAt",
    ])
    .$castTo<StoredCertificate>();

export const certificateById = (tx: Tx, id: string): Promise<StoredCertificate | undefined> =>
  certificates(tx).where("id", "=", id).executeTakeFirst();

export const certificateOf = (
  tx: Tx,
  registrationId: string,
): Promise<StoredCertificate | undefined> =>
  certificates(tx)
    .where("registration_id", "=", registrationId)
    .where("withdrawn_at", "is", null)
    .executeTakeFirst();

/** By the printed code, or by the hash of the file's bytes. */
export const certificateBy = (
  tx: Tx,
  by: { readonly code: string } | { readonly digest: string },
): Promise<StoredCertificate | undefined> =>
  ("code" in by
    ? certificates(tx).where("code", "=", by.code)
    : certificates(tx).where("digest", "=", by.digest)
  ).executeTakeFirst();

/** @returns false where this person has one already */
export async function insertCertificate(
  tx: Tx,
  from: Pick<
    StoredCertificate,
    "id" | "eventId" | "registrationId" | "code" | "model" | "textHash"
  >,
): Promise<boolean> {
  const [row] = await tx.db
    .insertInto("event_certificates")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      event_id: from.eventId,
      registration_id: from.registrationId,
      code: from.code,
      model: JSON.stringify(from.model),
      text_hash: from.textHash,
      made_at: tx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .execute();
  return row !== undefined;
}

/** The sealed file, once. */
export async function keepSealed(tx: Tx, id: string, bytes: Buffer): Promise<boolean> {
  const digest = createHash("sha256").update(bytes).digest("hex");
  const [row] = await tx.db
    .updateTable("event_certificates")
    .set({ digest, sealed_at: tx.now })
    .where("id", "=", id)
    .where("digest", "is", null)
    .returning("id")
    .execute();
  if (!row) return false;
  await tx.db
    .insertInto("event_certificate_files")
    .values({
      certificate_id: id,
      scheme_id: tx.actor.schemeId!,
      sealed: sealBytes(bytes, belongsTo(id)),
    })
    .execute();
  return true;
}

export async function sealedFile(tx: Tx, id: string): Promise<Buffer | undefined> {
  const row = await tx.db
    .selectFrom("event_certificate_files")
    .where("certificate_id", "=", id)
    .select("sealed")
    .executeTakeFirst();
  return row && unsealBytes(row.sealed, belongsTo(id));
}

export async function endCertificate(tx: Tx, registrationId: string): Promise<string | undefined> {
  const [row] = await tx.db
    .updateTable("event_certificates")
    .set({ withdrawn_at: tx.now, withdrawn_by: actorId(tx.actor) ?? "" })
    .where("registration_id", "=", registrationId)
    .where("withdrawn_at", "is", null)
    .returning("id")
    .execute();
  return row?.id;
}
