import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { allProblems } from "./all-problems.ts";
import { can } from "./organisation.policy.ts";
import { insertOrganisation } from "./organisation.store.ts";
import type { NewOrganisation } from "./organisation.ts";

/**
 * Adds a partner, school or company; a country partner, a school of its own. Name and city together
 * are unique in a scheme.
 */
export async function addOrganisation(
  tx: Tx,
  from: NewOrganisation,
): Promise<Result<OrganisationId>> {
  if (!can.keepOrganisations(tx.actor)) return refuse({ code: "forbidden" });
  const problems = await allProblems(tx, from);
  if (problems.length > 0) return refuse(...problems);
  const id = (from.id ?? newId()) as OrganisationId;
  if (!(await insertOrganisation(tx, id, from))) {
    return refuse({ code: "already-there", field: "name" });
  }
  await record(tx, "organisation.added", { type: "organisation", id });
  return ok(id);
}
