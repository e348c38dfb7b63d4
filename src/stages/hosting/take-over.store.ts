import type { Tx } from "../../platform/db/index.ts";
import { leaveRequest } from "./request.store.ts";

/** One leaves a question and another takes the place in it; somebody who had left it may come back. */
export async function givePlaceInRequest(
  tx: Tx,
  requestId: string,
  from: string,
  to: string,
): Promise<void> {
  await leaveRequest(tx, requestId, [from]);
  await tx.db
    .insertInto("host_request_people")
    .values({ request_id: requestId, mobility_id: to, scheme_id: tx.actor.schemeId! })
    .onConflict((c) => c.columns(["request_id", "mobility_id"]).doUpdateSet({ left_at: null }))
    .execute();
}
