import { type Actor, hasRole, isOffice, type StaffActor } from "../../platform/db/actor.ts";
import { languagesOf, SOURCE_LANGUAGE } from "./call-words.rules.ts";

const shapes = (actor: Actor) => actor.kind === "system" || hasRole(actor, "coordinator");

/** Countries whose partner somebody is. */
const partnerIn = (actor: StaffActor): string[] =>
  actor.memberships.flatMap((m) => (m.role === "country-partner" && m.country ? [m.country] : []));

/** Who may do what with calls and flows; what is not here is forbidden. */
export const can = {
  createCall: shapes,
  changeCall: shapes,
  /** Whether somebody writes any language of a draft but the English one. */
  translateCalls: (actor: Actor): boolean => shapes(actor) || hasRole(actor, "country-partner"),
  /** A country partner writes the words of its own country's languages, and no others. */
  translateInto: (actor: Actor, locale: string): boolean => {
    if (locale === SOURCE_LANGUAGE) return false;
    if (hasRole(actor, "country-partner") && languagesOf(partnerIn(actor)).includes(locale)) {
      return true;
    }
    return shapes(actor);
  },
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
