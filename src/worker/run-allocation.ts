import { Worker } from "node:worker_threads";
import type { SystemActor } from "../platform/db/actor.ts";
import type { Database } from "../platform/db/index.ts";
import type { Task } from "../platform/jobs/jobs.ts";
import { moveProgress } from "../platform/jobs/progress.ts";
import { finishRun, readSolveRequest } from "../stages/allocation-runs/finish-run.ts";
import {
  type NotSolved,
  SOLVE_STEPS,
  type Solved,
  type SolveRequest,
} from "../stages/allocation-runs/solve-problem.ts";

/**
 * Solves a frozen run in a thread of its own, so that pages are answered meanwhile. No transaction
 * is open while the thread works. Safe to repeat: a run that is finished is left alone.
 */
export async function computeRun(
  database: Database,
  actor: SystemActor,
  runId: string,
): Promise<void> {
  const request = await database.withTx(actor, (tx) => readSolveRequest(tx, runId));
  if (!request) return;
  const { progressId, ...problem } = request;
  const outcome = await solveInThread(problem, async (done) => {
    if (!progressId) return;
    await database.withTx(actor, (tx) =>
      moveProgress(tx, progressId, { done, total: SOLVE_STEPS, state: "working" }),
    );
  });
  await database.withTx(actor, (tx) => finishRun(tx, runId, outcome));
}

/** A thread that dies leaves a run that says so, instead of one that waits for ever. */
function solveInThread(
  request: SolveRequest,
  onStep: (done: number) => Promise<void>,
): Promise<Solved | NotSolved> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL("./allocation-thread.ts", import.meta.url), {
      workerData: request,
    });
    let shown = onStep(0).catch(() => {});
    const end = (outcome: Solved | NotSolved) => void shown.then(() => resolve(outcome));
    const died = (detail: string) =>
      end({ ok: false, problems: [{ code: "run-thread-died", params: { detail } }] });
    thread.on("message", (message: { step: number } | { outcome: Solved | NotSolved }) => {
      if ("outcome" in message) end(message.outcome);
      else shown = shown.then(() => onStep(message.step)).catch(() => {});
    });
    thread.on("error", (error: Error) => died(error.name));
    thread.on("exit", (code) => {
      if (code !== 0) died(`exit ${code}`);
    });
  });
}

export const runAllocation: Task<"run-allocation"> = ({ runId }, { database, actor }) =>
  computeRun(database, actor, runId);
