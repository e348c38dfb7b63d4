import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { readOrganisation } from "../organisations/read-organisations.ts";
import { can } from "./scheme.policy.ts";
import { upsertCountry } from "./scheme.store.ts";

/** Names the partner that sends a country's learners; said again, it changes the partner. */
export async function addCountry(
  tx: Tx,
  from: { readonly country: string; readonly sendingPartnerId: string },
): Promise<Result<null>> {
  if (!can.addCountry(tx.actor)) return refuse({ code: "forbidden" });
  if (!/^[A-Z]{2}$/.test(from.country)) {
    return refuse({ code: "not-a-country", params: { value: from.country }, field: "country" });
  }
  const partner = await readOrganisation(tx, from.sendingPartnerId);
  if (!partner) return refuse({ code: "not-found", field: "sendingPartnerId" });
  if (!partner.roles.includes("sending")) {
    return refuse({ code: "not-a-sending-partner", field: "sendingPartnerId" });
  }
  await upsertCountry(tx, from.country, partner.id);
  await record(
    tx,
    "country.added",
    { type: "organisation", id: partner.id },
    { country: from.country },
  );
  return ok(null);
}
