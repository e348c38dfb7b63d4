import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { officePlace, officeProblems } from "./office.rules.ts";
import { lockOffice, updateOffice } from "./office.store.ts";
import type { OfficePlace, TypedOffice } from "./office.ts";
import { keepsOffice } from "./read-offices.ts";

/** The database gives an object's parts back in an order of its own. */
const written = ({ street, postcode, landline, hours }: OfficePlace) => ({
  street,
  postcode,
  landline,
  hours: hours && `${hours.firstDay}-${hours.lastDay} ${hours.opens}-${hours.closes}`,
});

/**
 * Says where a partner is found and when somebody answers there. A country partner says it of the
 * organisation it works for; the coordinator of every one.
 */
export async function changeOffice(
  tx: Tx,
  id: string,
  typed: TypedOffice,
): Promise<Result<OrganisationId>> {
  const was = (await keepsOffice(tx, id)) ? await lockOffice(tx, id) : undefined;
  if (!was) return notFound;
  const problems = officeProblems(typed);
  if (problems.length > 0) return refuse(...problems);
  const to = officePlace(typed);
  const before = written(was);
  const after = written(to);
  const fields = (["street", "postcode", "landline", "hours"] as const).filter(
    (field) => before[field] !== after[field],
  );
  if (fields.length === 0) return ok(was.id);
  await updateOffice(tx, was.id, to);
  await record(tx, "organisation.changed", { type: "organisation", id: was.id }, { fields });
  return ok(was.id);
}
