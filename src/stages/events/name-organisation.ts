import type { Tx } from "../../platform/db/index.ts";
import { setOrganisation } from "./registration.store.ts";

/**
 * Which organisation somebody meant who wrote it down in words of their own; null lets the words stand
 * alone again. Whoever asks has looked whose event it is, and writes it down.
 */
export const nameOrganisationOf = (
  tx: Tx,
  registrationIds: readonly string[],
  organisationId: string | null,
): Promise<void> => setOrganisation(tx, registrationIds, organisationId);
