import type { Tx } from "../../platform/db/index.ts";
import type { Problem } from "../../shared/result.ts";
import { targetProblem } from "./target.rules.ts";
import { targetFacts } from "./target.store.ts";

/** What the places of a call are against its line's target; undefined while they keep within it. */
export async function overTarget(tx: Tx, callId: string): Promise<Problem | undefined> {
  const facts = await targetFacts(tx, callId);
  return facts && targetProblem(facts);
}
