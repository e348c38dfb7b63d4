import type { Tx } from "../../platform/db/index.ts";
import { savepoint } from "../../platform/db/savepoint.ts";
import { readTable, type Table } from "../../platform/files/table.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { beginProgress } from "../../platform/jobs/progress.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { mappingProblems } from "./columns.rules.ts";
import { evaluateRows, type Tell } from "./evaluate-rows.ts";
import { selectFacts } from "./facts.store.ts";
import { can } from "./import.policy.ts";
import { AT_ONCE, next } from "./import.rules.ts";
import { selectContent, selectImport, updateImport } from "./import.store.ts";
import type { Import, ImportState } from "./import.ts";
import { kindOf } from "./kinds.ts";

/** Keeps which column stands for what and begins the check: at once for a short file, else as a job. */
export async function chooseColumns(
  tx: Tx,
  importId: string,
  columns: readonly (string | null)[],
): Promise<Result<ImportState>> {
  const found = await selectImport(tx, importId, true);
  if (!found || !can.open(tx.actor, found)) return notFound;
  const to = next(found.state, "check");
  if (!to.ok) return to;
  const known = kindOf(found.kind).columns(await selectFacts(tx, found.callId));
  const chosen = found.mapping.header.map((_, at) => {
    const name = columns[at] ?? null;
    return known.some((column) => column.name === name) ? name : null;
  });
  const problems = mappingProblems(known, chosen);
  if (problems.length > 0) {
    return refuse(
      ...problems.map(({ code, column }) => ({ code, params: { column }, field: "columns" })),
    );
  }
  const mapping = { ...found.mapping, columns: chosen };
  const table = await tableOf(tx, found);
  if (table.rows.length <= AT_ONCE) {
    await updateImport(tx, importId, { state: "checking", mapping });
    await checkImport(tx, importId);
    return ok("checked");
  }
  const progressId = await beginProgress(tx, "check-import");
  await updateImport(tx, importId, { state: "checking", mapping, progressId });
  await enqueue(tx, "check-import", { importId }, { key: `check-import:${importId}` });
  return ok("checking");
}

/**
 * The dry run: every row is written for real and everything is undone, so that what is said now is
 * what would happen. Does nothing when the import is no longer waiting for it.
 */
export async function checkImport(tx: Tx, importId: string, tell?: Tell): Promise<void> {
  const found = await selectImport(tx, importId, true);
  if (found?.state !== "checking") return;
  const table = await tableOf(tx, found);
  const facts = await selectFacts(tx, found.callId);
  const before = await savepoint(tx);
  const report = await evaluateRows(tx, found, table, facts, tell);
  await before.undo();
  await updateImport(tx, importId, { state: "checked", report });
}

export async function tableOf(tx: Tx, found: Pick<Import, "id">): Promise<Table> {
  const table = await readTable(await selectContent(tx, found.id));
  // It could be read when it came in, so now it can only be a broken disk.
  if (!table.ok) throw new Error(`import ${found.id} can no longer be read`);
  return table.value;
}
