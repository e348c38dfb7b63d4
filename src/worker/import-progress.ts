import type { JobContext } from "../platform/jobs/jobs.ts";
import { moveProgress, type Progress } from "../platform/jobs/progress.ts";
import { failImport } from "../stages/imports/end-import.ts";
import { readImport } from "../stages/imports/read-imports.ts";

/**
 * Runs one long step of an import and tells how far it is. Told in transactions of their own: what
 * the step itself writes, nobody sees before it is all there.
 */
export async function withProgress(
  importId: string,
  context: JobContext,
  step: (tell: (done: number, total: number) => Promise<void>) => Promise<void>,
): Promise<void> {
  const { database, actor } = context;
  const found = await database.withTx(actor, (tx) => readImport(tx, importId));
  const progressId = found?.progressId;
  const move = async (done: number, total: number, state: Progress["state"]) => {
    if (progressId) {
      await database.withTx(actor, (tx) => moveProgress(tx, progressId, { done, total, state }));
    }
  };
  let last = { done: 0, total: 0 };
  try {
    await move(0, 0, "working");
    await step(async (done, total) => {
      last = { done: Math.min(done, total), total };
      await move(last.done, total, "working");
    });
    await move(last.total, last.total, "done");
  } catch (error) {
    if (context.lastAttempt) {
      await database.withTx(actor, (tx) => failImport(tx, importId));
      await move(last.done, last.total, "failed");
    }
    throw error;
  }
}
