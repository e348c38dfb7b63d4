import { type Actor, hasRole } from "../../platform/db/actor.ts";

const works = (actor: Actor) => actor.kind === "staff" || actor.kind === "system";

/** Who may do what with organisations; what is not here is forbidden. */
export const can = {
  seeOrganisations: works,
  addOrganisation: (actor: Actor) => actor.kind === "system" || hasRole(actor, "coordinator"),
};
