import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { can } from "./allocation-run.policy.ts";
import { findRun } from "./allocation-run.store.ts";
import { fileNames, readFile } from "./run-files.store.ts";

/** Files of the whole frozen folder, points and draw among them. */
export async function listFrozenFiles(tx: Tx, runId: string) {
  if (!can.readFrozenFiles(tx.actor) || !(await findRun(tx, runId))) return [];
  return (await fileNames(tx, runId)).filter((f) => /^(problem|result)\//.test(f.name));
}

/** One of them, for a stated reason; who took what and why stays in the log. */
export async function takeFrozenFile(
  tx: Tx,
  runId: string,
  name: string,
  purpose: string,
): Promise<string | null> {
  if (!can.readFrozenFiles(tx.actor) || !/^(problem|result)\//.test(name)) return null;
  if (!(await findRun(tx, runId))) return null;
  const text = await readFile(tx, runId, name);
  if (text === null) return null;
  await record(tx, "run-file.taken", { type: "run", id: runId }, { name, purpose });
  return text;
}
