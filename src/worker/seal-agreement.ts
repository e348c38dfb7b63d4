import { renderPaper } from "../documents/index.ts";
import type { Clock } from "../platform/clock.ts";
import { enqueue } from "../platform/jobs/enqueue.ts";
import type { Task } from "../platform/jobs/jobs.ts";
import type { Seals } from "../platform/signing/index.ts";
import {
  keepPaper,
  needsPaper,
  type ReadyPaper,
  readPaper,
} from "../stages/agreements/seal-paper.ts";

const DAY_MINUTES = 24 * 60;

/**
 * The paper of an agreement that everybody signed: set, sealed with the installation's key and kept.
 * Setting and sealing take place outside a transaction; started twice it finds the paper there. What
 * cannot be sealed today (a certificate that ended, a clock outside that is silent) is tried tomorrow:
 * it waits for the administrator as long as it takes.
 */
export const sealAgreement =
  (seals: Seals | null): Task<"seal-agreement"> =>
  async (of, { database, actor, clock, log, lastAttempt }) => {
    const { agreementId, publicUrl } = of;
    const ready = await database.withTx(actor, async (tx) => {
      const paper = await readPaper(tx, agreementId, publicUrl);
      return paper && (await needsPaper(tx, paper)) ? paper : undefined;
    });
    if (!ready || !seals) return;
    let bytes: Uint8Array;
    try {
      bytes = await sealed(seals, ready, clock);
    } catch (err) {
      if (!lastAttempt) throw err;
      log.error({ err, agreementId }, "a paper cannot be sealed; tried again tomorrow");
      const again = { key: `seal-agreement:${agreementId}`, inMinutes: DAY_MINUTES };
      await database.withTx(actor, (tx) => enqueue(tx, "seal-agreement", of, again));
      return;
    }
    await database.withTx(actor, async (tx) => {
      if (await needsPaper(tx, ready)) await keepPaper(tx, ready, { bytes, publicUrl });
    });
  };

/** @throws when it cannot be sealed now */
async function sealed(seals: Seals, ready: ReadyPaper, clock: Clock): Promise<Uint8Array> {
  const key = await seals.current();
  // The note on the paper says whose certificate it is: this service's own, or an authority's.
  const seal = key.origin === "imported" && { issuer: key.issuer, subject: key.subject };
  const model = seal ? { ...ready.model, seal } : ready.model;
  const answer = await seals.seal(renderPaper(model), {
    purpose: "paper",
    kind: ready.agreement.kind,
    // When it is sealed, not when the last one signed: a seal is never dated back.
    at: new Date(Math.floor(clock.now().getTime() / 1000) * 1000),
    reason: ready.agreement.code,
  });
  if (!answer.ok) throw new Error(answer.problems.map(({ code }) => code).join(", "));
  return answer.value;
}
