import { type Actor, hasRole, isOffice } from "../../platform/db/actor.ts";

const works = (actor: Actor) => isOffice(actor) || actor.kind === "system";
const decides = (actor: Actor): boolean => actor.kind === "system" || hasRole(actor, "coordinator");

/** Who may do what with organisations; what is not here is forbidden. */
export const can = {
  seeOrganisations: works,
  /** A country partner keeps the list of its own schools; `partnerProblems` holds it to them. */
  keepOrganisations: (actor: Actor): boolean => decides(actor) || hasRole(actor, "country-partner"),
  keepEveryOrganisation: decides,
};
