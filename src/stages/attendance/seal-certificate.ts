import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { certificateById, keepSealed, type StoredCertificate } from "./certificate.store.ts";

/** A certificate whose file is still to be made; undefined where there is nothing left to do. */
export async function certificateToSeal(
  tx: Tx,
  id: string,
): Promise<StoredCertificate | undefined> {
  const found = await certificateById(tx, id);
  return found && found.digest === null && found.withdrawnAt === null ? found : undefined;
}

/** Keeps the sealed file; done twice, the first one stays. */
export async function keepCertificate(tx: Tx, id: string, bytes: Uint8Array): Promise<void> {
  const found = await certificateToSeal(tx, id);
  if (!found || !(await keepSealed(tx, id, Buffer.from(bytes)))) return;
  await record(tx, "event.certificate-sealed", { type: "event", id: found.eventId }, { id });
}
