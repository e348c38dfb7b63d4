import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./call.policy.ts";
import { nextCall } from "./call.rules.ts";
import { moveCall, oneCall } from "./call.store.ts";

/** The call's last state, written in the transaction that publishes its run. */
export async function markCallPublished(tx: Tx, callId: string): Promise<Result<null>> {
  const call = await oneCall(tx, callId);
  if (!call) return notFound;
  if (!can.changeCall(tx.actor)) return refuse({ code: "forbidden" });
  const next = nextCall(call.state, "publish");
  if (!next.ok) return next;
  if (!(await moveCall(tx, call.id, call.state, next.value))) {
    return refuse({ code: "changed-meanwhile" });
  }
  await record(tx, "call.published", { type: "call", id: call.id }, { number: call.number });
  return ok(null);
}
