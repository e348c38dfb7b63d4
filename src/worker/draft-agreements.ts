import type { Task } from "../platform/jobs/jobs.ts";
import { moveProgress } from "../platform/jobs/progress.ts";
import { wordFiller } from "../platform/word/fill-apart.ts";
import { draftAgreement } from "../stages/agreements/draft-agreement.ts";
import { readFlowStays } from "../stages/agreements/draft-for-flow.ts";
import { sendAgreement } from "../stages/agreements/send-agreement.ts";

/**
 * Drafts, and sends where that was asked, one stay a transaction: what lacks something stays a draft
 * and says so on its page, and the others go. Started twice it finds what it has made.
 */
export const draftAgreements: Task<"draft-agreements"> = async (
  { flowId, kind, send, progressId, publicUrl },
  { database, actor },
) => {
  const stays = await database.withTx(actor, (tx) => readFlowStays(tx, flowId));
  const total = stays.length;
  const filler = wordFiller();
  try {
    for (const [done, mobilityId] of stays.entries()) {
      const drafted = await database.withTx(actor, async (tx) => {
        await moveProgress(tx, progressId, { done, total, state: "working" });
        return draftAgreement(tx, { mobilityId, kind });
      });
      if (send && drafted.ok && drafted.value.isNew) {
        await database.withTx(actor, (tx) =>
          sendAgreement(tx, drafted.value.agreementId, publicUrl, filler),
        );
      }
    }
  } finally {
    filler.end();
  }
  await database.withTx(actor, (tx) =>
    moveProgress(tx, progressId, { done: total, total, state: "done" }),
  );
};
