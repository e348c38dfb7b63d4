import type { Tx } from "../../platform/db/index.ts";
import { finalRanks } from "./list.store.ts";

/**
 * The order that the allocation starts from: rank by application, ties and draw already in it; null
 * while the call's points can still change.
 */
export const readFinalRanks = (
  tx: Tx,
  callId: string,
): Promise<ReadonlyMap<string, number> | null> => finalRanks(tx, callId);
