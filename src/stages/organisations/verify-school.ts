import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./organisation.policy.ts";
import { lockOrganisation, markVerified } from "./organisation.store.ts";

/** Somebody has made sure that a school is what it says it is; from now on its class codes work. */
export async function verifySchool(tx: Tx, id: string): Promise<Result<null>> {
  if (!can.keepOrganisations(tx.actor)) return refuse({ code: "forbidden" });
  const found = await lockOrganisation(tx, id);
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  if (!found?.roles.includes("school") || (seen !== null && !seen.includes(found.country))) {
    return notFound;
  }
  if (!(await markVerified(tx, found.id))) return refuse({ code: "school-verified-already" });
  await record(tx, "organisation.verified", { type: "organisation", id: found.id });
  return ok(null);
}
