import type { Tx } from "../../platform/db/index.ts";
import type { Upload } from "../../platform/files/upload.ts";

export type ExitScan = Pick<Upload, "id" | "name" | "bytes" | "at" | "state">;

export const exitScansOf = (tx: Tx, applicationId: string): Promise<ExitScan[]> =>
  tx.db
    .selectFrom("exit_scans as s")
    .innerJoin("uploads as u", "u.id", "s.upload_id")
    .where("s.application_id", "=", applicationId)
    .where("u.state", "<>", "refused")
    .select(["u.id", "u.name", "u.bytes", "u.at", "u.state"])
    .orderBy("u.at", "desc")
    .orderBy("u.id")
    .$castTo<ExitScan>()
    .execute();

export async function insertExitScan(
  tx: Tx,
  scan: { readonly uploadId: string; readonly applicationId: string; readonly by: string },
): Promise<void> {
  await tx.db
    .insertInto("exit_scans")
    .values({
      upload_id: scan.uploadId,
      scheme_id: tx.actor.schemeId!,
      application_id: scan.applicationId,
      by: scan.by,
      at: tx.now,
    })
    .execute();
}
