import type { Tx } from "../../platform/db/index.ts";
import type { FlowId } from "../../shared/id.ts";
import type { Reserve } from "./call.ts";
import { insertPlaces } from "./flow.store.ts";
import type { NewFlow } from "./flow.ts";

/** Of a draft only: nobody has wished for it, nothing points to its places. */
async function deletePlaces(tx: Tx, flowId: FlowId): Promise<void> {
  const places = tx.db.selectFrom("places").select("id").where("flow_id", "=", flowId);
  await tx.db.deleteFrom("reserved_seats").where("place_id", "in", places).execute();
  await tx.db.deleteFrom("places").where("flow_id", "=", flowId).execute();
}

export async function deleteFlow(tx: Tx, flowId: FlowId): Promise<void> {
  await deletePlaces(tx, flowId);
  await tx.db.deleteFrom("flows").where("id", "=", flowId).execute();
}

/** False when another flow of the call has that code. */
export async function rewriteFlow(
  tx: Tx,
  flowId: FlowId,
  to: NewFlow,
  reserves: readonly Reserve[],
): Promise<boolean> {
  const taken = await tx.db
    .selectFrom("flows")
    .select("id")
    .where("call_id", "=", to.callId)
    .where("code", "=", to.code)
    .where("id", "!=", flowId)
    .executeTakeFirst();
  if (taken) return false;
  await tx.db
    .updateTable("flows")
    .set({
      code: to.code,
      sending_country: to.sendingCountry,
      hosting_organisation_id: to.hostingOrganisationId,
      city: to.city.trim(),
      country: to.country,
      starts: to.starts,
      ends: to.ends,
      minimum: to.minimum ?? 0,
      leader: to.leader?.trim() || null,
    })
    .where("id", "=", flowId)
    .execute();
  await deletePlaces(tx, flowId);
  await insertPlaces(tx, flowId, to, reserves);
  return true;
}
