import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result } from "../../shared/result.ts";
import { can } from "./import.policy.ts";
import { next } from "./import.rules.ts";
import { selectImport, updateImport } from "./import.store.ts";

/** Throws a file away before it was written; what it held is forgotten. */
export async function discardImport(tx: Tx, importId: string): Promise<Result<null>> {
  const found = await selectImport(tx, importId, true);
  if (!found || !can.open(tx.actor, found)) return notFound;
  const to = next(found.state, "discard");
  if (!to.ok) return to;
  await updateImport(tx, importId, { state: to.value, report: null, forget: true });
  await record(tx, "import.discarded", { type: "import", id: importId }, { kind: found.kind });
  return ok(null);
}

/** After the last try of a job: the person is told and can begin the check again. */
export async function failImport(tx: Tx, importId: string): Promise<void> {
  const found = await selectImport(tx, importId, true);
  if (!found || !next(found.state, "fail").ok) return;
  await updateImport(tx, importId, { state: "failed" });
  await record(tx, "import.failed", { type: "import", id: importId }, { kind: found.kind });
}
