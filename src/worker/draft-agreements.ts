import type { Task } from "../platform/jobs/jobs.ts";
import { moveProgress } from "../platform/jobs/progress.ts";
import { wordFiller } from "../platform/word/fill-apart.ts";
import { draftAgreement } from "../stages/agreements/draft-agreement.ts";
import { readFlowStays } from "../stages/agreements/draft-for-flow.ts";
import { sendAgreement } from "../stages/agreements/send-agreement.ts";
import { keepStayedDraft } from "../stages/agreements/stayed-drafts.ts";

/**
 * Drafts, and sends where that was asked, one stay a transaction: what lacks something stays a draft
 * and says why beside the group, and the others go. Started twice it finds what it has made.
 */
export const draftAgreements: Task<"draft-agreements"> = async (
  { flowId, kind, send, progressId, publicUrl },
  { database, actor, lastAttempt },
) => {
  const stays = await database.withTx(actor, (tx) => readFlowStays(tx, flowId));
  const total = stays.length;
  const filler = wordFiller();
  let written = 0;
  try {
    for (const mobilityId of stays) {
      const drafted = await database.withTx(actor, async (tx) => {
        await moveProgress(tx, progressId, { done: written, total, state: "working" });
        return draftAgreement(tx, { mobilityId, kind });
      });
      if (send && drafted.ok && drafted.value.isNew) {
        const { agreementId } = drafted.value;
        const sent = await database.withTx(actor, (tx) =>
          sendAgreement(tx, agreementId, publicUrl, filler),
        );
        if (!sent.ok) {
          const { problems } = sent;
          await database.withTx(actor, (tx) =>
            keepStayedDraft(tx, { agreementId, progressId, problems }),
          );
        }
      }
      written += 1;
    }
  } catch (error) {
    if (lastAttempt) {
      const stopped = { done: written, total, state: "failed" } as const;
      await database.withTx(actor, (tx) => moveProgress(tx, progressId, stopped));
    }
    throw error;
  } finally {
    filler.end();
  }
  await database.withTx(actor, (tx) =>
    moveProgress(tx, progressId, { done: total, total, state: "done" }),
  );
};
