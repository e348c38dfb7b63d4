import type { Tx } from "../../platform/db/index.ts";
import { savepoint } from "../../platform/db/savepoint.ts";
import { record } from "../../platform/events/record.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { beginProgress } from "../../platform/jobs/progress.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { tableOf } from "./check-import.ts";
import { evaluateRows, type Tell } from "./evaluate-rows.ts";
import { selectFacts } from "./facts.store.ts";
import { can } from "./import.policy.ts";
import { AT_ONCE, next } from "./import.rules.ts";
import { selectImport, updateImport } from "./import.store.ts";
import type { ImportState } from "./import.ts";

/**
 * The person has read the check and says go. Rows with a problem stop everything unless the person
 * chose to leave them out.
 */
export async function confirmImport(
  tx: Tx,
  importId: string,
  leaveOut: boolean,
): Promise<Result<ImportState>> {
  const found = await selectImport(tx, importId, true);
  if (!found || !can.open(tx.actor, found) || !can.bring(tx.actor, found.kind)) return notFound;
  const to = next(found.state, "write");
  if (!to.ok) return to;
  const bad = found.report?.bad ?? 0;
  if (bad > 0 && !leaveOut)
    return refuse({ code: "rows-left-out", params: { bad }, field: "leave-out" });
  const mapping = { ...found.mapping, leaveOut };
  if ((found.report?.rows ?? 0) <= AT_ONCE) {
    await updateImport(tx, importId, { state: "writing", mapping });
    return ok(await writeImport(tx, importId));
  }
  const progressId = await beginProgress(tx, "write-import");
  await updateImport(tx, importId, { state: "writing", mapping, progressId });
  await enqueue(tx, "write-import", { importId }, { key: `write-import:${importId}` });
  return ok("writing");
}

/**
 * Writes everything in the caller's transaction, or nothing. When the world changed since the check
 * so that other rows are wrong now, nothing is written and the new check is shown. Doing it again
 * (a job killed at its last line) finds the import written and does nothing.
 */
export async function writeImport(tx: Tx, importId: string, tell?: Tell): Promise<ImportState> {
  const found = await selectImport(tx, importId, true);
  if (found?.state !== "writing") return found?.state ?? "failed";
  const table = await tableOf(tx, found);
  const facts = await selectFacts(tx, found.callId);
  const before = await savepoint(tx);
  const report = await evaluateRows(tx, found, table, facts, tell);
  const expected = found.mapping.leaveOut ? (found.report?.bad ?? 0) : 0;
  if (report.bad !== expected) {
    await before.undo();
    await updateImport(tx, importId, { state: "checked", report });
    return "checked";
  }
  await updateImport(tx, importId, { state: "written", report, forget: true });
  await record(
    tx,
    "import.written",
    { type: "import", id: importId },
    {
      kind: found.kind,
      added: report.added,
      corrected: report.corrected,
      unchanged: report.unchanged,
      leftOut: report.bad,
      by: found.createdBy,
    },
  );
  return "written";
}
