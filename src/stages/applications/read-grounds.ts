import type { Tx } from "../../platform/db/index.ts";
import type { Ground } from "./application.ts";
import { selectGrounds } from "./ground.store.ts";

/**
 * Who of a call stated a ground for a reserved seat. Answers only in a transaction with a purpose
 * (`freeze` when a run is frozen): without one row-level security shows nobody.
 */
export async function readGrounds(
  tx: Tx,
  callId: string,
): Promise<ReadonlyMap<string, readonly Ground[]>> {
  const grounds = new Map<string, Ground[]>();
  for (const { applicationId, ground } of await selectGrounds(tx, callId)) {
    grounds.set(applicationId, [...(grounds.get(applicationId) ?? []), ground]);
  }
  return grounds;
}
