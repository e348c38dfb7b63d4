import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { insertOrganisation, schoolNamed } from "./organisation.store.ts";

/**
 * The school that an applicant wrote because the list does not have it. One of that name in that
 * town is taken for it; else it is written down, to be looked at by the office: the event names it.
 */
export async function proposeSchool(
  tx: Tx,
  from: { readonly name: string; readonly city: string; readonly country: string },
): Promise<OrganisationId> {
  const known = await schoolNamed(tx, from);
  if (known) return known;
  const id = newId<OrganisationId>();
  const made = await insertOrganisation(tx, id, { ...from, kind: "vet-school", roles: ["school"] });
  // Somebody of the same school was quicker, or another organisation has this name there.
  if (!made) {
    const meanwhile = await schoolNamed(tx, from);
    if (meanwhile) return meanwhile;
    return proposeSchool(tx, { ...from, name: `${from.name} (${from.country})` });
  }
  await record(tx, "organisation.proposed", { type: "organisation", id });
  return id;
}
