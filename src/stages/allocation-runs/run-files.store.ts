import type { Tx } from "../../platform/db/index.ts";
import type { RunFiles } from "./allocation-run.ts";
import { sha256 } from "./frozen-problem.ts";
import { belongsTo, openText, sealText } from "./sealed-run.ts";

export async function insertFiles(tx: Tx, runId: string, files: RunFiles): Promise<void> {
  const rows = Object.entries(files).map(([name, content]) => ({
    scheme_id: tx.actor.schemeId!,
    run_id: runId,
    name,
    sha256: sha256(content),
    // The hash is over the plain bytes: it is what was signed, and what anybody can compare.
    content: sealText(content, belongsTo.file(runId, name)),
  }));
  if (rows.length > 0) await tx.db.insertInto("run_files").values(rows).execute();
}

export type StoredFiles = {
  readonly files: RunFiles;
  /** Names whose bytes are not those that were frozen: somebody went past the program. */
  readonly tampered: readonly string[];
};

/** Files whose name begins with `folder`, by the name after it. */
export async function readFiles(tx: Tx, runId: string, folder: string): Promise<StoredFiles> {
  const rows = await tx.db
    .selectFrom("run_files")
    .select(["name", "sha256", "content"])
    .where("run_id", "=", runId)
    .where("name", "like", `${folder}%`)
    .orderBy("name")
    .execute();
  const files: Record<string, string> = {};
  const tampered: string[] = [];
  for (const row of rows) {
    const text = openedOrNull(row.content, belongsTo.file(runId, row.name));
    files[row.name.slice(folder.length)] = text ?? "";
    if (text === null || sha256(text) !== row.sha256) tampered.push(row.name);
  }
  return { files, tampered };
}

function openedOrNull(content: Buffer, where: string): string | null {
  try {
    return openText(content, where);
  } catch {
    return null;
  }
}

export async function readFile(tx: Tx, runId: string, name: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom("run_files")
    .select("content")
    .where("run_id", "=", runId)
    .where("name", "=", name)
    .executeTakeFirst();
  return row ? openText(row.content, belongsTo.file(runId, name)) : null;
}

export async function fileNames(
  tx: Tx,
  runId: string,
): Promise<{ name: string; sha256: string }[]> {
  return tx.db
    .selectFrom("run_files")
    .select(["name", "sha256"])
    .where("run_id", "=", runId)
    .orderBy("name")
    .execute();
}
