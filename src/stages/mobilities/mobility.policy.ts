import { type Actor, hasRole, isOffice, visibleCountries } from "../../platform/db/actor.ts";

const officeOf = (actor: Actor, sendingCountry: string) => {
  if (actor.kind === "system" || hasRole(actor, "coordinator")) return true;
  if (!hasRole(actor, "country-partner")) return false;
  return visibleCountries(actor)?.includes(sendingCountry) ?? true;
};

/** Who may read stays, and who may write them. Whose stay it is, the query and `officeOf` say. */
export const can = {
  seeMobilities: (actor: Actor) => actor.kind === "system" || isOffice(actor),
  changeSomeMobility: (actor: Actor) =>
    hasRole(actor, "coordinator") || hasRole(actor, "country-partner"),
  registerMobility: officeOf,
  changeMobility: officeOf,
  /** A host says yes by its link, and takes it back; only the answer to its own question leads there. */
  matchMobility: (actor: Actor, sendingCountry: string) =>
    actor.kind === "host" || officeOf(actor, sendingCountry),
};
