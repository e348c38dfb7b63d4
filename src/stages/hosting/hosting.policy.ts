import { type Actor, hasRole, isOffice, visibleCountries } from "../../platform/db/actor.ts";

const decides = (actor: Actor): boolean => actor.kind === "system" || hasRole(actor, "coordinator");
/** The coordinator asks for everybody, a country partner for its own country's learners. */
const officeOf = (actor: Actor, sendingCountry: string) => {
  if (decides(actor)) return true;
  if (actor.kind !== "staff" || !hasRole(actor, "country-partner")) return false;
  return visibleCountries(actor)?.includes(sendingCountry) ?? true;
};

/** Who may do what with hosts; what is not here is forbidden. */
export const can = {
  seeHosting: (actor: Actor) => isOffice(actor) || actor.kind === "system",
  /** People, places and beds of hosts, and what was seen there. */
  keepHosts: decides,
  /** For routes, where the country is not known yet. */
  askSomeHost: (actor: Actor) => decides(actor) || hasRole(actor, "country-partner"),
  askHosts: officeOf,
  matchLearners: officeOf,
  /** What happened in an incident may be about one person's health. */
  readIncidents: decides,
};
