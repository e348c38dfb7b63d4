import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./call.policy.ts";
import { reserveProblems } from "./call.rules.ts";
import { insertReserve, oneCall } from "./call.store.ts";
import type { NewReserve } from "./call.ts";

/** A group that seats can be kept for. Only before the call opens: the rule is published with it. */
export async function addReserve(tx: Tx, from: NewReserve): Promise<Result<string>> {
  const call = await oneCall(tx, from.callId);
  if (!call) return notFound;
  if (!can.changeCall(tx.actor)) return refuse({ code: "forbidden" });
  const problems = reserveProblems(from);
  if (call.state !== "draft")
    problems.push({ code: `call-is-${call.state}`, params: { action: "change" } });
  if (problems.length > 0) return refuse(...problems);
  const id = from.id ?? newId();
  if (!(await insertReserve(tx, id, from))) return refuse({ code: "already-there", field: "code" });
  await record(tx, "reserve.added", { type: "call", id: call.id }, { code: from.code });
  return ok(id);
}
