import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { markCallPublished } from "../calls/mark-call-published.ts";
import { can } from "./allocation-run.policy.ts";
import { next, signaturesMissing } from "./allocation-run.rules.ts";
import {
  lockRun,
  markPublished,
  publishedRunOfCall,
  signaturesOf,
} from "./allocation-run.store.ts";
import type { Run } from "./allocation-run.ts";
import { changesSinceFreeze, glanceAtChanges } from "./changes-since-freeze.ts";
import { byWhom } from "./freeze-problem.ts";

/**
 * Everything that keeps a run from being published, all at once. The default way to look for
 * changes needs the purpose `freeze`; a preview glances instead, so that opening it reads nobody's
 * grounds.
 */
async function obstaclesToPublishing(
  tx: Tx,
  run: Run,
  changesIn: (tx: Tx, run: Run) => Promise<readonly Problem[]> = changesSinceFreeze,
): Promise<readonly Problem[]> {
  const state = next(run.state, "publish");
  if (!state.ok) return state.problems;
  const problems: Problem[] = [...signaturesMissing(await signaturesOf(tx, run.id), run)];
  if ((run.summary?.hardRulesBroken ?? 0) > 0) problems.push({ code: "run-not-verified" });
  if (await publishedRunOfCall(tx, run.callId)) problems.push({ code: "run-already-published" });
  return [...problems, ...(await changesIn(tx, run))];
}

/**
 * Makes a run the call's result, for good: from here on the database itself refuses any change of
 * it. Offers are made by the caller in the same transaction.
 */
export async function publishRun(tx: Tx, runId: string): Promise<Result<{ callId: string }>> {
  if (!can.publish(tx.actor)) return notFound;
  // Pins, flows and applicants of the call wait from here on: nothing decided meanwhile is lost.
  const run = await lockRun(tx, runId);
  if (!run) return notFound;
  const problems = await obstaclesToPublishing(tx, run);
  if (problems.length > 0) return refuse(...problems);
  const call = await markCallPublished(tx, run.callId);
  if (!call.ok) return call;
  await record(
    tx,
    "run.published",
    { type: "run", id: runId },
    { callId: run.callId, problemHash: run.problemHash, resultHash: run.resultHash },
  );
  await markPublished(tx, runId, byWhom(tx));
  return ok({ callId: run.callId });
}

/** What still stands in the way, for a page that only shows it. */
export const readObstacles = (tx: Tx, run: Run): Promise<readonly Problem[]> =>
  obstaclesToPublishing(tx, run, glanceAtChanges);
