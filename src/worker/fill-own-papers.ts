import type { Task } from "../platform/jobs/jobs.ts";
import { moveProgress } from "../platform/jobs/progress.ts";
import { wordFiller } from "../platform/word/fill-apart.ts";
import { finishBundle, paperForBundle, readBundle } from "../stages/agreements/own-bundle.ts";
import type { FilledPaper } from "../stages/agreements/own-paper.ts";
import type { LeftOut } from "../stages/agreements/own-template.ts";

/**
 * Fills one stay's paper a transaction and packs them at the end. A stay without a template that
 * suits it is named and the others go on; started twice, it finds the archive there.
 */
export const fillOwnPapers: Task<"fill-own-papers"> = async (
  { bundleId },
  { database, actor, lastAttempt },
) => {
  const bundle = await database.withTx(actor, (tx) => readBundle(tx, bundleId));
  if (!bundle || bundle.papers !== null) return;
  const total = bundle.stays.length;
  const move = (done: number, state: "working" | "done" | "failed") =>
    database.withTx(actor, (tx) => moveProgress(tx, bundle.progressId, { done, total, state }));
  const papers: FilledPaper[] = [];
  const leftOut: LeftOut[] = [];
  const filler = wordFiller();
  try {
    for (const [done, mobilityId] of bundle.stays.entries()) {
      await move(done, "working");
      const made = await database.withTx(actor, (tx) =>
        paperForBundle(tx, bundle, mobilityId, filler),
      );
      if (made.ok) papers.push(made.value);
      else leftOut.push({ mobilityId, code: made.problems[0]?.code ?? "unknown" });
    }
    await database.withTx(actor, (tx) => finishBundle(tx, bundle, { papers, leftOut }));
    await move(total, "done");
  } catch (error) {
    if (lastAttempt) await move(papers.length, "failed");
    throw error;
  } finally {
    filler.end();
  }
};
