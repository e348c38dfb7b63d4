import { type Actor, hasRole } from "../../platform/db/actor.ts";
import { can as events } from "../events/event.policy.ts";

/** An event by what decides whose it is. */
type Of = { readonly id: string; readonly organiserId: string | null };

/**
 * Who may do what about who was there; what is not here is forbidden. Whoever may see who registered
 * may see who came, and whoever keeps an event keeps its door.
 */
export const can = {
  /** For routes, where the event is not known yet. */
  seeSome: (actor: Actor): boolean => events.seeSomePeople(actor),
  keepSome: (actor: Actor): boolean => events.keepSomeEvent(actor),
  see: (actor: Actor, { organiserId }: Of): boolean => events.seePeople(actor, organiserId),
  /** Links for the door, words for people online, mistakes taken back, certificates. */
  keep: (actor: Actor, { organiserId }: Of): boolean => events.keepEvent(actor, organiserId),
  /** A helper at the door checks in at the own event. */
  checkIn: (actor: Actor, of: Of): boolean =>
    events.keepEvent(actor, of.organiserId) || (actor.kind === "door" && actor.eventId === of.id),
  /** That what somebody lived counts towards a target, the coordinator says. */
  confirm: (actor: Actor): boolean => actor.kind === "system" || hasRole(actor, "coordinator"),
};
