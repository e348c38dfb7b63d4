import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { allProblems } from "./all-problems.ts";
import { can } from "./organisation.policy.ts";
import { changedFields, isOwnSchool } from "./organisation.rules.ts";
import { isReliedOnToSend, lockOrganisation, updateOrganisation } from "./organisation.store.ts";
import type { NewOrganisation } from "./organisation.ts";
import { readOwnSenders } from "./read-organisations.ts";

/**
 * Corrects what is said of an organisation. History keeps which facts were corrected, not their
 * words; whether it is invented is never changed.
 */
export async function changeOrganisation(
  tx: Tx,
  id: string,
  to: NewOrganisation,
): Promise<Result<OrganisationId>> {
  if (!can.keepOrganisations(tx.actor)) return refuse({ code: "forbidden" });
  const was = await lockOrganisation(tx, id);
  const own = await readOwnSenders(tx);
  if (!was || (own && !isOwnSchool(was, own))) return notFound;
  const problems = await allProblems(tx, to);
  if (to.sendingPartnerId === was.id) {
    problems.push({ code: "not-a-choice", field: "sendingPartnerId" });
  }
  const stopsSending = was.roles.includes("sending") && !to.roles.includes("sending");
  if (stopsSending && (await isReliedOnToSend(tx, was.id))) {
    problems.push({ code: "still-sends", field: "roles" });
  }
  if (problems.length > 0) return refuse(...problems);
  const fields = changedFields(was, to);
  if (fields.length === 0) return ok(was.id);
  if (!(await updateOrganisation(tx, was.id, to))) {
    return refuse({ code: "already-there", field: "name" });
  }
  await record(tx, "organisation.changed", { type: "organisation", id: was.id }, { fields });
  return ok(was.id);
}
