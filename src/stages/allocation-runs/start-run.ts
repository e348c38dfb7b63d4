import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { beginProgress } from "../../platform/jobs/progress.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./allocation-run.policy.ts";
import { insertRun, lockCall, nextRunNumber, publishedRunOfCall } from "./allocation-run.store.ts";
import { CODE_VERSION } from "./code-version.ts";
import { byWhom, freezeProblem } from "./freeze-problem.ts";
import { drawRef, placeRef } from "./frozen-problem.ts";
import { insertFiles } from "./run-files.store.ts";
import { insertRunApplicants, insertRunPlaces } from "./run-people.store.ts";
import { folderHash } from "./solve-problem.ts";

/**
 * Freezes the whole problem of a closed call and adds the job that solves it. Refused with every
 * failed check at once. Open the transaction with purpose `freeze`.
 */
export async function startRun(
  tx: Tx,
  callId: string,
): Promise<Result<{ readonly runId: string; readonly number: number }>> {
  if (!can.startRun(tx.actor) || !(await lockCall(tx, callId))) return notFound;
  const number = await nextRunNumber(tx, callId);
  const frozen = await freezeProblem(tx, callId);
  if (!frozen.ok) return frozen;
  if (await publishedRunOfCall(tx, callId)) return refuse({ code: "run-already-published" });
  const { input, checks, files, removed } = frozen.value;
  const failed = checks.filter((c) => c.stop && !c.passed);
  if (failed.length > 0) {
    return refuse(...failed.map((c) => ({ code: `check-${c.code}`, params: c.params })));
  }
  const runId = newId();
  const progressId = await beginProgress(tx, "run-allocation");
  await insertRun(tx, {
    id: runId,
    callId,
    number,
    seed: input.seed,
    rule: "stable",
    codeVersion: CODE_VERSION,
    problemHash: folderHash(files),
    progressId,
    frozenBy: byWhom(tx),
  });
  const minima = new Map(input.places.map((p) => [p.flowCode, p]));
  await insertFiles(tx, runId, {
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`problem/${name}`, text])),
    "office/checks.json": JSON.stringify(checks),
    // Outside the problem on purpose: a minimum flags a flow, a person decides, the run is repeated.
    "office/minima.json": JSON.stringify(
      Object.fromEntries([...minima].map(([code, p]) => [code, p.minimum])),
    ),
  });
  await insertRunApplicants(
    tx,
    runId,
    input.applicants.map((a) => ({
      applicationId: a.applicationId,
      ref: drawRef(callId, a.applicationId),
      removed: removed.get(a.applicationId) ?? [],
    })),
  );
  await insertRunPlaces(
    tx,
    runId,
    input.places.map((p) => ({ placeId: p.placeId, ref: placeRef(p), seats: p.seats })),
  );
  await record(
    tx,
    "run.frozen",
    { type: "run", id: runId },
    { callId, number, problemHash: folderHash(files) },
  );
  await enqueue(tx, "run-allocation", { runId }, { key: `run-allocation:${runId}` });
  return ok({ runId, number });
}
