import type { Tx } from "../../platform/db/index.ts";
import type { RunFiles } from "./allocation-run.ts";
import { sha256 } from "./frozen-problem.ts";

export async function insertFiles(tx: Tx, runId: string, files: RunFiles): Promise<void> {
  const rows = Object.entries(files).map(([name, content]) => ({
    scheme_id: tx.actor.schemeId!,
    run_id: runId,
    name,
    sha256: sha256(content),
    content: Buffer.from(content, "utf8"),
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
    const text = row.content.toString("utf8");
    files[row.name.slice(folder.length)] = text;
    if (sha256(text) !== row.sha256) tampered.push(row.name);
  }
  return { files, tampered };
}

export async function readFile(tx: Tx, runId: string, name: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom("run_files")
    .select("content")
    .where("run_id", "=", runId)
    .where("name", "=", name)
    .executeTakeFirst();
  return row ? row.content.toString("utf8") : null;
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
