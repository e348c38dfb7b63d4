import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { moveProgress } from "../../platform/jobs/progress.ts";
import { notFound, ok, type Result } from "../../shared/result.ts";
import { can } from "./allocation-run.policy.ts";
import { next } from "./allocation-run.rules.ts";
import {
  lockRun,
  markComputed,
  markFailed,
  markSuperseded,
  schemeIsInvented,
} from "./allocation-run.store.ts";
import { publicRef } from "./frozen-problem.ts";
import { FEWEST_FOR_FILES } from "./public-folder.ts";
import { insertFiles, readFiles } from "./run-files.store.ts";
import { insertFlags, refsOf, storeCutOffs, storePlacements } from "./run-people.store.ts";
import { type NotSolved, SOLVE_STEPS, type Solved, type SolveRequest } from "./solve-problem.ts";

/** What the worker thread needs, or null when the run is not (or no longer) waiting to be solved. */
export async function readSolveRequest(
  tx: Tx,
  runId: string,
): Promise<(SolveRequest & { readonly progressId: string | null }) | null> {
  if (!can.computeRun(tx.actor)) return null;
  const run = await lockRun(tx, runId);
  if (run?.state !== "computing") return null;
  const { files } = await readFiles(tx, runId, "problem/");
  const office = await readFiles(tx, runId, "office/");
  const refs = await refsOf(tx, runId);
  return {
    problem: files,
    publicRefs: refs.applicants.map((a) => [a.ref, publicRef(runId, a.applicationId)] as const),
    minima: JSON.parse(office.files["minima.json"] ?? "{}"),
    codeVersion: run.codeVersion,
    progressId: run.progressId,
  };
}

/** Stores what was solved, or in words why not. A run already finished is left as it is. */
export async function finishRun(
  tx: Tx,
  runId: string,
  outcome: Solved | NotSolved,
): Promise<Result<null>> {
  if (!can.computeRun(tx.actor)) return notFound;
  const run = await lockRun(tx, runId);
  if (!run) return notFound;
  const state = next(run.state, outcome.ok ? "finish" : "fail");
  if (!state.ok) return state;
  if (run.progressId) {
    await moveProgress(tx, run.progressId, {
      done: outcome.ok ? SOLVE_STEPS : 0,
      total: SOLVE_STEPS,
      state: outcome.ok ? "done" : "failed",
    });
  }
  const subject = { type: "run", id: runId };
  if (!outcome.ok) {
    await markFailed(tx, runId, outcome.problems);
    await record(tx, "run.failed", subject, { number: run.number });
    return ok(null);
  }
  await storeOutcome(tx, runId, outcome);
  await markComputed(tx, runId, outcome);
  const replaced = await markSuperseded(tx, run.callId);
  for (const id of replaced) {
    await record(tx, "run.superseded", { type: "run", id }, { by: runId });
  }
  const { placed, applicants } = outcome.summary;
  await record(tx, "run.computed", subject, { number: run.number, placed, applicants });
  return ok(null);
}

async function storeOutcome(tx: Tx, runId: string, outcome: Solved): Promise<void> {
  const refs = await refsOf(tx, runId);
  const placeOf = new Map(refs.places.map((p) => [p.ref, p]));
  const applicationOf = new Map(refs.applicants.map((a) => [a.ref, a.applicationId]));
  const flowOf = new Map(refs.places.map((p) => [p.flowCode, p.flowId]));
  await storePlacements(
    tx,
    runId,
    outcome.explanations.map((explanation) => ({
      applicationId: applicationOf.get(explanation.applicant)!,
      placeId: explanation.place === null ? null : placeOf.get(explanation.place)!.placeId,
      explanation,
    })),
  );
  await storeCutOffs(
    tx,
    runId,
    outcome.places.map((p) => ({
      placeId: placeOf.get(p.ref)!.placeId,
      taken: p.taken,
      cutOff: p.cutOff,
    })),
  );
  await insertFlags(
    tx,
    runId,
    outcome.flags.map((f) => ({
      applicationId: f.applicant === null ? null : applicationOf.get(f.applicant)!,
      flowId: f.flowCode === null ? null : flowOf.get(f.flowCode)!,
      code: f.code,
      params: f.params,
    })),
  );
  // So few people could be told apart in the files; the invented demo has nobody to protect.
  const few = outcome.summary.applicants < FEWEST_FOR_FILES && !(await schemeIsInvented(tx));
  await insertFiles(
    tx,
    runId,
    Object.fromEntries(
      Object.entries(outcome.files).filter(([name]) => !few || !name.startsWith("public/")),
    ),
  );
}
