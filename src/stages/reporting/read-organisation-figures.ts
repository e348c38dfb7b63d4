import type { Tx } from "../../platform/db/index.ts";
import { organisationFigures } from "./organisation-figures.store.ts";

export type { OrganisationFigures } from "./organisation-figures.store.ts";

/**
 * What stands behind an organisation that the caller has loaded through the actor: its schools,
 * its flows and how many people; a country partner is shown the part of its own country.
 */
export const readOrganisationFigures = (
  tx: Tx,
  id: string,
): ReturnType<typeof organisationFigures> => organisationFigures(tx, id);
