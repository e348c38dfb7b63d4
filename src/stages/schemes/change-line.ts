import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { readScheme } from "./read-scheme.ts";
import { can } from "./scheme.policy.ts";
import { targetProblems } from "./scheme.rules.ts";
import { updateLine } from "./scheme.store.ts";

/**
 * Another target, and whether what was lived online counts towards it. Figures of the board follow
 * at once: nothing is counted in advance.
 */
export async function changeLine(
  tx: Tx,
  lineId: string,
  to: { readonly target: number; readonly onlineCounts: boolean },
): Promise<Result<null>> {
  if (!can.addLine(tx.actor)) return refuse({ code: "forbidden" });
  const scheme = await readScheme(tx);
  if (!scheme?.lines.some(({ id }) => id === lineId)) return notFound;
  const problems = targetProblems(to.target);
  if (problems.length > 0) return refuse(...problems);
  await updateLine(tx, lineId, to);
  await record(tx, "line.changed", { type: "activity-line", id: lineId }, to);
  return ok(null);
}
