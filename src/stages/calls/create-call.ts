import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { callCode, newId, newSeed } from "../../platform/random.ts";
import type { CallId } from "../../shared/id.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { can } from "./call.policy.ts";
import { callProblems } from "./call.rules.ts";
import { insertCall } from "./call.store.ts";
import type { NewCall } from "./call.ts";

/** A call of one line, as a draft. Its draw seed is fixed here, before anybody can apply. */
export async function createCall(tx: Tx, from: NewCall): Promise<Result<CallId>> {
  if (!can.createCall(tx.actor)) return refuse({ code: "forbidden" });
  const problems = callProblems(from);
  const scheme = await readScheme(tx);
  if (!scheme?.lines.some((line) => line.id === from.lineId)) {
    problems.push({ code: "not-found", field: "lineId" });
  }
  if (problems.length > 0) return refuse(...problems);
  const id = (from.id ?? newId()) as CallId;
  const drawSeed = from.drawSeed ?? newSeed();
  const publicCode = from.publicCode ?? callCode();
  if (!(await insertCall(tx, id, { ...from, drawSeed, publicCode }))) {
    return refuse({ code: "already-there", field: "number" });
  }
  await record(tx, "call.created", { type: "call", id }, { number: from.number });
  return ok(id);
}
