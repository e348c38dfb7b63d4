import { renderPaper } from "../documents/index.ts";
import { enqueue } from "../platform/jobs/enqueue.ts";
import type { Task } from "../platform/jobs/jobs.ts";
import type { Seals } from "../platform/signing/index.ts";
import { keepCertificate, waitingCertificate } from "../stages/recognition/seal-certificate.ts";

const DAY_MINUTES = 24 * 60;

/**
 * A certificate, set and sealed outside a transaction. Started twice it finds the paper there; what
 * cannot be sealed today is tried tomorrow, like the paper of an agreement.
 */
export const sealCertificate =
  (seals: Seals | null): Task<"seal-certificate"> =>
  async (of, { database, actor, clock, log, lastAttempt }) => {
    const { certificateId } = of;
    const waiting = await database.withTx(actor, (tx) => waitingCertificate(tx, certificateId));
    if (!waiting || !seals) return;
    try {
      const key = await seals.current();
      const seal = key.origin === "imported" && { issuer: key.issuer, subject: key.subject };
      const model = seal ? { ...waiting.model, seal } : waiting.model;
      const sealed = await seals.seal(renderPaper(model), {
        purpose: "paper",
        kind: model.paper,
        at: new Date(Math.floor(clock.now().getTime() / 1000) * 1000),
        reason: waiting.code,
      });
      if (!sealed.ok) throw new Error(sealed.problems.map(({ code }) => code).join(", "));
      await database.withTx(actor, (tx) => keepCertificate(tx, certificateId, sealed.value));
    } catch (err) {
      if (!lastAttempt) throw err;
      log.error({ err, certificateId }, "a certificate cannot be sealed; tried again tomorrow");
      const again = { key: `seal-certificate:${certificateId}`, inMinutes: DAY_MINUTES };
      await database.withTx(actor, (tx) => enqueue(tx, "seal-certificate", of, again));
    }
  };
