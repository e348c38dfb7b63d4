import { type Actor, hasRole } from "../../platform/db/actor.ts";

/** Who may take a whole scheme along; what is not here is forbidden. */
export const can = {
  /** People of every country are in it: one office answers for them. */
  export: (actor: Actor) => actor.kind === "system" || hasRole(actor, "coordinator"),
};
