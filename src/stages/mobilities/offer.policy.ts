import { type Actor, hasRole, isOffice, visibleCountries } from "../../platform/db/actor.ts";

const office = (actor: Actor) =>
  actor.kind === "system" || hasRole(actor, "coordinator") || hasRole(actor, "country-partner");

/** A country partner acts for its own country's people; the coordinator and jobs for everybody. */
const officeOf = (actor: Actor, sendingCountry: string) => {
  if (!office(actor)) return false;
  if (actor.kind !== "staff" || hasRole(actor, "coordinator")) return true;
  return visibleCountries(actor)?.includes(sendingCountry) ?? true;
};

type OfOne = { readonly applicationId: string; readonly sendingCountry: string };

/** Who may do what with offers, consents and requests for a check; what is not here is forbidden. */
export const can = {
  seeOffers: (actor: Actor) => isOffice(actor) || actor.kind === "system",
  /** Names and telephone numbers leave the office as a file; an auditor reads on the screen. */
  exportOffers: office,
  offerPlaces: (actor: Actor) => actor.kind === "system" || hasRole(actor, "coordinator"),
  offerToReserve: officeOf,
  /** For routes, where the country is not known yet. */
  changeOffers: office,
  answer: (actor: Actor, offer: OfOne) =>
    (actor.kind === "learner" && actor.applicationId === offer.applicationId) ||
    officeOf(actor, offer.sendingCountry),
  /** An accepted place is given back on the telephone, so that a borrowed phone cannot do it. */
  withdraw: (actor: Actor, offer: OfOne) => officeOf(actor, offer.sendingCountry),
  lapse: (actor: Actor, offer: OfOne) => officeOf(actor, offer.sendingCountry),
  recordConsent: (actor: Actor, of: OfOne) => officeOf(actor, of.sendingCountry),
  askForCheck: (actor: Actor) => actor.kind === "learner" || actor.kind === "system",
  seeCheckRequests: (actor: Actor) => isOffice(actor) || actor.kind === "system",
  answerCheck: (actor: Actor, of: OfOne) => officeOf(actor, of.sendingCountry),
};
