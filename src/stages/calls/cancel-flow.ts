import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./call.policy.ts";
import { heldCall } from "./call.store.ts";
import { flowMayEnd, nextFlow, reasonProblems } from "./flow.rules.ts";
import { endFlow, oneFlow } from "./flow.store.ts";

/**
 * Takes a flow out of its call with a reason. Wishes for it stay as they were asked and stop
 * counting; a run computed before no longer matches and must be run again.
 */
export async function cancelFlow(
  tx: Tx,
  from: { readonly flowId: string; readonly reason: string },
): Promise<Result<null>> {
  const flow = await oneFlow(tx, from.flowId);
  const call = flow && (await heldCall(tx, flow.callId));
  if (!flow || !call) return notFound;
  if (!can.endFlow(tx.actor)) return refuse({ code: "forbidden" });
  const next = nextFlow(flow.state, "cancel");
  const problems = [
    ...(next.ok ? [] : next.problems),
    ...flowMayEnd(call.state),
    ...reasonProblems(from.reason),
  ];
  if (problems.length > 0) return refuse(...problems);
  const reason = from.reason.trim();
  if (!(await endFlow(tx, flow.id, { state: "cancelled", reason, mergedInto: null }))) {
    return refuse({ code: "changed-meanwhile" });
  }
  await record(tx, "flow.cancelled", { type: "flow", id: flow.id }, { callId: call.id });
  return ok(null);
}
