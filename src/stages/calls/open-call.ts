import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./call.policy.ts";
import { nextCall } from "./call.rules.ts";
import { moveCall, oneCall } from "./call.store.ts";
import { flowsOf } from "./flow.store.ts";

/** Opens a draft that has something to compete for; rule, criteria and seed are fixed from here on. */
export async function openCall(tx: Tx, callId: string): Promise<Result<null>> {
  const call = await oneCall(tx, callId);
  if (!call) return notFound;
  if (!can.changeCall(tx.actor)) return refuse({ code: "forbidden" });
  const next = nextCall(call.state, "open");
  if (!next.ok) return next;
  const flows = await flowsOf(tx, call.id);
  if (!flows.some((flow) => flow.state === "open" && flow.places.some((p) => p.seats > 0))) {
    return refuse({ code: "call-without-flows" });
  }
  if (!(await moveCall(tx, call.id, call.state, next.value))) {
    return refuse({ code: "changed-meanwhile" });
  }
  await record(tx, "call.opened", { type: "call", id: call.id }, { number: call.number });
  return ok(null);
}
