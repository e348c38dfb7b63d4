import type { Tx } from "../../platform/db/index.ts";
import { type QueuedRequest, queuedRequests } from "./check-request.store.ts";
import { can } from "./offer.policy.ts";

export type { QueuedRequest } from "./check-request.store.ts";

/** The queue of requests for a check, the oldest open one first. */
export const listCheckRequests = async (tx: Tx): Promise<QueuedRequest[]> =>
  can.seeCheckRequests(tx.actor) ? queuedRequests(tx) : [];
