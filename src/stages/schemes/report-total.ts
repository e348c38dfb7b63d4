import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./scheme.policy.ts";
import { totalProblems } from "./scheme.rules.ts";
import { lineExists, upsertTotal } from "./scheme.store.ts";
import type { NewReportedTotal } from "./scheme.ts";

/** Writes what a scheme published about a line, with its source; no person stands behind the figure. */
export async function reportTotal(tx: Tx, from: NewReportedTotal): Promise<Result<null>> {
  if (!can.reportTotal(tx.actor)) return refuse({ code: "forbidden" });
  const problems = totalProblems(from);
  if (!(await lineExists(tx, from.lineId))) problems.push({ code: "not-found", field: "lineId" });
  if (problems.length > 0) return refuse(...problems);
  await upsertTotal(tx, from);
  await record(
    tx,
    "total.reported",
    { type: "activity-line", id: from.lineId },
    { realised: from.realised, inferred: from.inferred ?? false },
  );
  return ok(null);
}
