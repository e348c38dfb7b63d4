import type { Tx } from "../../platform/db/index.ts";
import { can } from "./organisation.policy.ts";
import { allOrganisations, oneOrganisation, searchOrganisations } from "./organisation.store.ts";
import type { Organisation } from "./organisation.ts";

export { ORGANISATION_SORTS } from "./organisation.store.ts";

/** Every organisation the actor may see, by name. */
export async function listOrganisations(tx: Tx): Promise<Organisation[]> {
  return can.seeOrganisations(tx.actor) ? allOrganisations(tx) : [];
}

/** Null for "not there" and for "not yours" alike. */
export async function readOrganisation(tx: Tx, id: string): Promise<Organisation | null> {
  return can.seeOrganisations(tx.actor) ? ((await oneOrganisation(tx, id)) ?? null) : null;
}

export async function findOrganisations(
  tx: Tx,
  from: Parameters<typeof searchOrganisations>[1],
): ReturnType<typeof searchOrganisations> {
  return can.seeOrganisations(tx.actor) ? searchOrganisations(tx, from) : { rows: [], total: 0 };
}
