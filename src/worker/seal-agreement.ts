import { renderPaper } from "../documents/index.ts";
import type { Task } from "../platform/jobs/jobs.ts";
import type { Seals } from "../platform/signing/index.ts";
import { keepPaper, needsPaper, readPaper } from "../stages/agreements/seal-paper.ts";

/**
 * The paper of an agreement that everybody signed: set, sealed with the installation's key and kept.
 * Setting and sealing take place outside a transaction; started twice it finds the paper there.
 */
export const sealAgreement =
  (seals: Seals | null): Task<"seal-agreement"> =>
  async ({ agreementId, publicUrl }, { database, actor, clock }) => {
    const ready = await database.withTx(actor, async (tx) => {
      const paper = await readPaper(tx, agreementId, publicUrl);
      return paper && (await needsPaper(tx, paper)) ? paper : undefined;
    });
    if (!ready || !seals) return;
    const key = await seals.current();
    // The note on the paper says whose certificate it is: this service's own, or an authority's.
    const seal = key.origin === "imported" && { issuer: key.issuer, subject: key.subject };
    const model = seal ? { ...ready.model, seal } : ready.model;
    const sealed = await seals.seal(renderPaper(model), {
      purpose: "paper",
      kind: ready.agreement.kind,
      // When it is sealed, not when the last one signed: a seal is never dated back.
      at: new Date(Math.floor(clock.now().getTime() / 1000) * 1000),
      reason: ready.agreement.code,
    });
    if (!sealed.ok) throw new Error(sealed.problems.map(({ code }) => code).join(", "));
    await database.withTx(actor, async (tx) => {
      if (await needsPaper(tx, ready)) {
        await keepPaper(tx, ready, { bytes: sealed.value, publicUrl });
      }
    });
  };
