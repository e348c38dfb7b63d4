import { type Actor, hasRole, isOffice } from "../../platform/db/actor.ts";

const shapes = (actor: Actor) => actor.kind === "system" || hasRole(actor, "coordinator");

/** Who may do what with calls and flows; what is not here is forbidden. */
export const can = {
  createCall: shapes,
  changeCall: shapes,
  addFlow: shapes,
  endFlow: shapes,
  /** More time for one person: one hand for the whole scheme, so that like cases end alike. */
  extendCall: shapes,
  /** Dates, cities and seats of a call are public; a draft belongs to the office. */
  seeCall: (actor: Actor, state: string) =>
    isOffice(actor) || actor.kind === "system" || state !== "draft",
  seeCalls: (actor: Actor) => isOffice(actor),
  seeFlows: (actor: Actor) => isOffice(actor),
};
