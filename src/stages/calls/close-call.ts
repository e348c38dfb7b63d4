import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./call.policy.ts";
import { nextCall } from "./call.rules.ts";
import { moveCall, oneCall } from "./call.store.ts";

/** Closes a call after its published last moment, never before: people plan by it. */
export async function closeCall(tx: Tx, callId: string): Promise<Result<null>> {
  const call = await oneCall(tx, callId);
  if (!call) return notFound;
  if (!can.changeCall(tx.actor)) return refuse({ code: "forbidden" });
  const next = nextCall(call.state, "close");
  if (!next.ok) return next;
  // The last moment itself is still somebody's.
  if (tx.now <= call.closesAt) return refuse({ code: "call-not-over" });
  if (!(await moveCall(tx, call.id, call.state, next.value))) {
    return refuse({ code: "changed-meanwhile" });
  }
  await record(tx, "call.closed", { type: "call", id: call.id }, { number: call.number });
  return ok(null);
}
