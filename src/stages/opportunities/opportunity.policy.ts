import { type Actor, hasRole, isOffice } from "../../platform/db/actor.ts";

type Of = { readonly proposedBy: string };

const proposes = (actor: Actor): boolean =>
  actor.kind === "system" || hasRole(actor, "coordinator") || hasRole(actor, "country-partner");

/** What is not said here is forbidden. What is shown, anybody may read. */
export const can = {
  seeOpportunities: (actor: Actor): boolean => isOffice(actor),
  propose: proposes,
  /** Whoever proposed it, as long as it is a partner of the scheme; the coordinator always. */
  change: (actor: Actor, of: Of): boolean =>
    actor.kind === "system" ||
    (actor.kind === "staff" &&
      actor.memberships.some(
        ({ role }) =>
          role === "coordinator" || (role === "country-partner" && actor.userId === of.proposedBy),
      )),
  /** Nobody's own word is enough but the coordinator's. */
  decide: (actor: Actor): boolean => actor.kind === "system" || hasRole(actor, "coordinator"),
} as const;
