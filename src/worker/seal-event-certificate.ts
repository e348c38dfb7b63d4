import { renderPaper } from "../documents/index.ts";
import type { Clock } from "../platform/clock.ts";
import { enqueue } from "../platform/jobs/enqueue.ts";
import type { Task } from "../platform/jobs/jobs.ts";
import type { Seals } from "../platform/signing/index.ts";
import type { StoredCertificate } from "../stages/attendance/certificate.ts";
import { certificateToSeal, keepCertificate } from "../stages/attendance/seal-certificate.ts";

const DAY_MINUTES = 24 * 60;

/**
 * The paper of a certificate: set from its frozen text, sealed and kept. Started twice it finds the
 * file there; what cannot be sealed today is tried tomorrow.
 */
export const sealEventCertificate =
  (seals: Seals | null): Task<"seal-event-certificate"> =>
  async (of, { database, actor, clock, log, lastAttempt }) => {
    const { certificateId } = of;
    const found = await database.withTx(actor, (tx) => certificateToSeal(tx, certificateId));
    if (!found || !seals) return;
    let bytes: Uint8Array;
    try {
      bytes = await sealed(seals, found, clock);
    } catch (err) {
      if (!lastAttempt) throw err;
      log.error({ err, certificateId }, "a certificate cannot be sealed; tried again tomorrow");
      const again = { key: `seal-event-certificate:${certificateId}`, inMinutes: DAY_MINUTES };
      await database.withTx(actor, (tx) => enqueue(tx, "seal-event-certificate", of, again));
      return;
    }
    await database.withTx(actor, (tx) => keepCertificate(tx, certificateId, bytes));
  };

/** @throws when it cannot be sealed now */
async function sealed(seals: Seals, found: StoredCertificate, clock: Clock): Promise<Uint8Array> {
  const key = await seals.current();
  const seal = key.origin === "imported" && { issuer: key.issuer, subject: key.subject };
  const model = seal ? { ...found.model, seal } : found.model;
  const answer = await seals.seal(renderPaper(model), {
    purpose: "paper",
    kind: "event-certificate",
    // When it is sealed: a seal is never dated back.
    at: new Date(Math.floor(clock.now().getTime() / 1000) * 1000),
    reason: found.code,
  });
  if (!answer.ok) throw new Error(answer.problems.map(({ code }) => code).join(", "));
  return answer.value;
}
