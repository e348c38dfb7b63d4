import { type Actor, hasRole, isOffice } from "../../platform/db/actor.ts";

const decides = (actor: Actor): boolean => actor.kind === "system" || hasRole(actor, "coordinator");

/** Whether somebody works for the partner that an event is of. */
const organises = (actor: Actor, organiserId: string | null): boolean =>
  organiserId !== null &&
  actor.kind === "staff" &&
  actor.memberships.some((m) => m.role === "country-partner" && m.organisationId === organiserId);

/** Who may do what with events; what is not here is forbidden. */
export const can = {
  seeEvents: (actor: Actor): boolean => isOffice(actor) || actor.kind === "system",
  /** For routes, where the event is not known yet. */
  keepSomeEvent: (actor: Actor): boolean => decides(actor) || hasRole(actor, "country-partner"),
  /** The coordinator keeps every event, a partner those it organises. */
  keepEvent: (actor: Actor, organiserId: string | null): boolean =>
    decides(actor) || organises(actor, organiserId),
  /** For routes: names and addresses of who comes. */
  seeSomePeople: (actor: Actor): boolean => isOffice(actor),
  seePeople: (actor: Actor, organiserId: string | null): boolean =>
    decides(actor) || hasRole(actor, "auditor") || organises(actor, organiserId),
};
