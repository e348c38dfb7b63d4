import type { Selectable } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { SchemeExports } from "../../platform/db/schema.gen.ts";
import type { ExportCounts, Level, SchemeExport } from "./archive.ts";

const shaped = (row: Selectable<SchemeExports>): SchemeExport => ({
  id: row.id,
  level: row.level as Level,
  progressId: row.progress_id,
  madeBy: row.made_by,
  madeByName: row.made_by_name,
  madeAt: row.made_at,
  bytes: row.bytes === null ? null : Number(row.bytes),
  sha256: row.sha256,
  counts: row.counts as ExportCounts | null,
});

export async function insertExport(
  tx: Tx,
  from: Pick<SchemeExport, "id" | "level" | "progressId" | "madeBy" | "madeByName">,
): Promise<void> {
  await tx.db
    .insertInto("scheme_exports")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      level: from.level,
      progress_id: from.progressId,
      made_by: from.madeBy,
      made_by_name: from.madeByName,
      made_at: tx.now,
    })
    .execute();
}

export async function exportById(tx: Tx, id: string): Promise<SchemeExport | undefined> {
  const row = await tx.db
    .selectFrom("scheme_exports")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  return row && shaped(row);
}

/** Newest first. */
export async function exportsSince(tx: Tx, since: Date): Promise<SchemeExport[]> {
  const rows = await tx.db
    .selectFrom("scheme_exports")
    .selectAll()
    .where("made_at", ">=", since)
    .orderBy("made_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map(shaped);
}

export async function fillExport(
  tx: Tx,
  id: string,
  done: { readonly bytes: number; readonly sha256: string; readonly counts: ExportCounts },
): Promise<void> {
  await tx.db
    .updateTable("scheme_exports")
    .set({ bytes: done.bytes, sha256: done.sha256, counts: JSON.stringify(done.counts) })
    .where("id", "=", id)
    .execute();
}

export async function forgetExports(tx: Tx, before: Date): Promise<void> {
  await tx.db.deleteFrom("scheme_exports").where("made_at", "<", before).execute();
}
