import type { Tx } from "../../platform/db/index.ts";
import type { CappedChild } from "../../platform/files/capped-child.ts";
import { ok, type Result } from "../../shared/result.ts";
import { lockAgreement, newestVersion } from "./agreement.store.ts";
import { sentPapersOf } from "./own-sent-paper.store.ts";
import { keepSentPaper, paperToSend } from "./own-sent-paper.ts";
import { readContent } from "./send-agreement.ts";

/**
 * The Word paper once more, after the host named a mentor: the text is the one that was sent, and what
 * was empty in it is known now. An agreement that went out without one gets none.
 */
export async function refillSentPaper(
  tx: Tx,
  agreementId: string,
  child?: CappedChild,
): Promise<Result<string | null>> {
  const agreement = await lockAgreement(tx, agreementId);
  const version = agreement && (await newestVersion(tx, agreement.id));
  if (!agreement || agreement.state === "withdrawn" || !version?.named) return ok(null);
  const [newest] = await sentPapersOf(tx, agreement.id);
  if (newest?.number !== version.number) return ok(null);
  const paper = await paperToSend(tx, agreement, readContent(version), child);
  if (!paper.ok) return paper;
  if (!paper.value) return ok(null);
  return keepSentPaper(tx, { agreementId: agreement.id, number: version.number }, paper.value);
}
