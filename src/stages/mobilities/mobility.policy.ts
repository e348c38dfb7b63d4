import { type Actor, hasRole, visibleCountries } from "../../platform/db/actor.ts";

const officeOf = (actor: Actor, sendingCountry: string) => {
  if (actor.kind === "system" || hasRole(actor, "coordinator")) return true;
  if (!hasRole(actor, "country-partner")) return false;
  return visibleCountries(actor)?.includes(sendingCountry) ?? true;
};

/** Who may write participants; reading them is part of the pages that show people. */
export const can = {
  registerMobility: officeOf,
  changeMobility: officeOf,
};
