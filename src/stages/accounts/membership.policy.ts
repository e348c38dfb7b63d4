import { type Actor, hasRole } from "../../platform/db/actor.ts";

const coordinates = (actor: Actor) => actor.kind === "system" || hasRole(actor, "coordinator");

/** Who may do what with roles; what is not here is forbidden. */
export const can = {
  seePeople: coordinates,
  addMembership: coordinates,
  endMembership: coordinates,
  seeLanguages: coordinates,
  seeOutbox: coordinates,
};
