import { type Actor, hasRole, isOffice } from "../../platform/db/actor.ts";

/** What is not said here is forbidden. The public page shows the same lines to anybody. */
export const can = {
  seeSheets: (actor: Actor): boolean => isOffice(actor),
  /** A country partner knows its own country; what is written of hosting countries is the coordinator's. */
  keepSheet: (actor: Actor, country: string): boolean =>
    actor.kind === "system" ||
    (actor.kind === "staff" &&
      actor.memberships.some(
        (m) => m.role === "coordinator" || (m.role === "country-partner" && m.country === country),
      )),
  /** Whether there is any sheet that somebody keeps: for pages before a country is known. */
  keepSheets: (actor: Actor): boolean =>
    hasRole(actor, "coordinator") || hasRole(actor, "country-partner"),
  setAge: (actor: Actor): boolean => hasRole(actor, "coordinator"),
} as const;
