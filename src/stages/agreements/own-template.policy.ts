import { type Actor, hasRole, isOffice } from "../../platform/db/actor.ts";

/** Who may do what with a consortium's own templates; what is not here is forbidden. */
export const can = {
  see: (actor: Actor) => actor.kind === "system" || isOffice(actor),
  /** Texts of the whole programme: one office answers for them. */
  keep: (actor: Actor) => hasRole(actor, "coordinator"),
  /** For routes and archives, where the stay is not known yet. */
  make: (actor: Actor) =>
    actor.kind === "system" || hasRole(actor, "coordinator") || hasRole(actor, "country-partner"),
};
