import {
  type Actor,
  hasRole,
  isOffice,
  ownSchools,
  visibleCountries,
} from "../../platform/db/actor.ts";

type OfOne = {
  readonly applicationId: string;
  readonly sendingCountry: string;
  readonly organisationId: string;
};

const acts = (actor: Actor) =>
  actor.kind === "system" || hasRole(actor, "coordinator") || hasRole(actor, "country-partner");

/** A country partner acts for its own country's people; the coordinator and jobs for everybody. */
const officeOf = (actor: Actor, country: string) => {
  if (!acts(actor)) return false;
  if (actor.kind !== "staff" || hasRole(actor, "coordinator")) return true;
  return visibleCountries(actor)?.includes(country) ?? true;
};
const officerOf = (actor: Actor, organisationId: string) =>
  ownSchools(actor).includes(organisationId);
/** The office of the country, or the officer of the school that the learner goes to. */
const near = (actor: Actor, of: OfOne) =>
  officeOf(actor, of.sendingCountry) || officerOf(actor, of.organisationId);

/** Who may do what with guardians' consents; what is not here is forbidden. */
export const can = {
  /** For routes, where the learner is not known yet. */
  handlePapers: (actor: Actor) => acts(actor) || ownSchools(actor).length > 0,
  seeConsents: (actor: Actor) => isOffice(actor) || ownSchools(actor).length > 0,
  makeLink: (actor: Actor, of: OfOne) =>
    (actor.kind === "learner" && actor.applicationId === of.applicationId) || near(actor, of),
  /** A learner cannot replace the link of a guardian who has answered: it takes back by it. */
  replaceAnsweredLink: near,
  recordConsent: near,
  /** The guardian who gave it, or whoever was told so by the guardian and writes it down. */
  withdrawConsent: (actor: Actor, of: OfOne) =>
    (actor.kind === "guardian" && actor.applicationId === of.applicationId) || near(actor, of),
  seePicture: near,
  workOnExit: near,
  /** The signed form may come from whoever signed it; that it was seen is for others to say. */
  sendExitScan: (actor: Actor, of: OfOne) =>
    (actor.kind === "guardian" && actor.applicationId === of.applicationId) || near(actor, of),
  /** Printing it needs no right over others: it is the learner's own form. */
  printExit: (actor: Actor, of: OfOne) =>
    (actor.kind === "learner" && actor.applicationId === of.applicationId) || near(actor, of),
  setRule: (actor: Actor, country: string) => officeOf(actor, country),
  setRules: acts,
  seeRules: (actor: Actor) => isOffice(actor),
};
