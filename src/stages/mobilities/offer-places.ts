import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./offer.policy.ts";
import { insertOffers, placedByRun } from "./offer.store.ts";
import { tellOfPlace } from "./tell-of-place.ts";

/**
 * Holds out a place to everybody whom the published run placed, and tells those who left an
 * address. Repeating it does nothing: who already has a live offer of the call keeps it.
 * @returns how many offers it wrote
 */
export async function offerPlaces(tx: Tx, runId: string): Promise<Result<number>> {
  if (!can.offerPlaces(tx.actor)) return refuse({ code: "forbidden" });
  const placed = await placedByRun(tx, runId);
  const rows = placed.map((to) => ({
    id: newId(),
    callId: to.callId,
    runId,
    applicationId: to.applicationId,
    placeId: to.placeId,
    fromReserveList: false,
    answerBy: to.answerBy,
  }));
  const written = new Set(await insertOffers(tx, rows));
  for (const [at, to] of placed.entries()) {
    if (!written.has(rows[at]!.id)) continue;
    await record(
      tx,
      "offer.made",
      { type: "application", id: to.applicationId },
      { offerId: rows[at]!.id, runId, placeId: to.placeId },
    );
    await tellOfPlace(tx, to, "offers.mail-place-offered");
  }
  return ok(written.size);
}
