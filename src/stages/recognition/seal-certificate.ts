import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { digestOf } from "../agreements/fingerprints.ts";
import { settleOutcome } from "../mobilities/settle-outcome.ts";
import { next } from "./certificate.rules.ts";
import { certificateById, keepSealed } from "./certificate.store.ts";
import type { Certificate } from "./certificate.ts";

/** One that waits for its seal; undefined once it has it, or was withdrawn meanwhile. */
export async function waitingCertificate(tx: Tx, id: string): Promise<Certificate | undefined> {
  const found = await certificateById(tx, id, true);
  return found?.state === "asked" ? found : undefined;
}

/** Keeps the sealed file; with it the stay is recognised. A second time changes nothing. */
export async function keepCertificate(tx: Tx, id: string, bytes: Uint8Array): Promise<void> {
  const found = await waitingCertificate(tx, id);
  if (!found || !next(found.state, "seal").ok) return;
  const file = Buffer.from(bytes);
  const digest = digestOf(file);
  await keepSealed(tx, id, { bytes: file, digest });
  await record(
    tx,
    "certificate.sealed",
    { type: "mobility", id: found.mobilityId },
    { code: found.code, digest },
  );
  await settleOutcome(tx, found.mobilityId, "recognise");
}
