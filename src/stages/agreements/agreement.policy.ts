import { type Actor, hasRole, isOffice, visibleCountries } from "../../platform/db/actor.ts";

const works = (actor: Actor) =>
  actor.kind === "system" || hasRole(actor, "coordinator") || hasRole(actor, "country-partner");

const officeOf = (actor: Actor, country: string) => {
  if (!works(actor)) return false;
  if (actor.kind !== "staff" || hasRole(actor, "coordinator")) return true;
  return visibleCountries(actor)?.includes(country) ?? true;
};

/** Who may do what with agreements; what is not here is forbidden. */
export const can = {
  /** For routes, where the agreement is not known yet. */
  work: works,
  see: (actor: Actor) => actor.kind === "system" || isOffice(actor),
  workOn: officeOf,
  /** A party may hand its own line on; a learner and a guardian are nobody else. */
  forward: (role: string) => ["sending", "intermediary", "hosting", "coordinator"].includes(role),
};
