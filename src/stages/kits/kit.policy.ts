import { type Actor, hasRole } from "../../platform/db/actor.ts";

/** Who may do what with kits; what is not here is forbidden. See decision 0036. */
export const can = {
  /** What a scheme is made of belongs to whoever answers for it. */
  exportKit: (actor: Actor): boolean => actor.kind === "system" || hasRole(actor, "coordinator"),
  /** Whoever runs a scheme here may found another from a kit; elsewhere the operator does. */
  openKit: (actor: Actor): boolean => actor.kind === "system" || hasRole(actor, "coordinator"),
};
