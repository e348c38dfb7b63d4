import type { Task } from "../platform/jobs/jobs.ts";
import { refillSentPaper } from "../stages/agreements/refill-sent-paper.ts";

/** Fills the Word paper of an agreement with the mentor whom the host named. Safe to repeat. */
export const fillSentPaper: Task<"fill-sent-paper"> = async (
  { agreementId },
  { database, actor },
) => {
  const done = await database.withTx(actor, (tx) => refillSentPaper(tx, agreementId));
  if (!done.ok) throw new Error(done.problems.map(({ code }) => code).join(", "));
};
