import { type Actor, hasRole, isOffice } from "../../platform/db/actor.ts";

const office = (actor: Actor): boolean =>
  actor.kind === "system" || hasRole(actor, "coordinator") || hasRole(actor, "country-partner");

/** Who may do what about who was there; what is not here is forbidden. */
export const can = {
  see: (actor: Actor): boolean => actor.kind === "system" || isOffice(actor),
  /** Links for the door, words for people online, the square on the wall. */
  runDesk: office,
  /** A helper at the door checks in at the own event; the office at any. */
  checkIn: (actor: Actor, eventId: string): boolean =>
    office(actor) || (actor.kind === "door" && actor.eventId === eventId),
  /** Taking back a mistake of the door, and the share from which a certificate is given. */
  correct: office,
  /** What somebody lived counts towards a target: the coordinator says so. */
  confirm: (actor: Actor): boolean => actor.kind === "system" || hasRole(actor, "coordinator"),
};
