import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./call.policy.ts";
import { heldCall } from "./call.store.ts";
import { flowMayEnd, mergeProblems, nextFlow, reasonProblems } from "./flow.rules.ts";
import { endFlow, flowsOf, lockFlows, oneFlow } from "./flow.store.ts";

/**
 * Ends a flow in favour of another of the same country. Wishes for it count for the other one from
 * now on, unless that was wished already; the wishes themselves are not rewritten.
 */
export async function mergeFlow(
  tx: Tx,
  from: { readonly flowId: string; readonly into: string; readonly reason: string },
): Promise<Result<null>> {
  const found = await oneFlow(tx, from.flowId);
  const call = found && (await heldCall(tx, found.callId));
  if (!found || !call) return notFound;
  if (!can.endFlow(tx.actor)) return refuse({ code: "forbidden" });
  await lockFlows(tx, call.id);
  const flows = await flowsOf(tx, call.id);
  const flow = flows.find((f) => f.id === found.id) ?? found;
  const into = flows.find((f) => f.id === from.into);
  const next = nextFlow(flow.state, "merge");
  const problems = [
    ...(next.ok ? [] : next.problems),
    ...flowMayEnd(call.state),
    ...mergeProblems(flow, into),
    ...reasonProblems(from.reason),
  ];
  if (problems.length > 0 || !into) return refuse(...problems);
  const reason = from.reason.trim();
  if (!(await endFlow(tx, flow.id, { state: "merged", reason, mergedInto: into.id }))) {
    return refuse({ code: "changed-meanwhile" });
  }
  await record(
    tx,
    "flow.merged",
    { type: "flow", id: flow.id },
    { callId: call.id, into: into.id },
  );
  return ok(null);
}
