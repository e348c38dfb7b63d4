import { type Actor, hasRole, ownSchools, visibleCountries } from "../../platform/db/actor.ts";

const officer = (actor: Actor): boolean => ownSchools(actor).length > 0;
const officerOf = (actor: Actor, organisationId: string): boolean =>
  actor.kind === "system" || ownSchools(actor).includes(organisationId);

/** A country partner acts for its own country's schools; the coordinator for everybody's. */
const officeOf = (actor: Actor, country?: string): boolean => {
  if (actor.kind === "system" || hasRole(actor, "coordinator")) return true;
  if (!hasRole(actor, "country-partner")) return false;
  return country === undefined || (visibleCountries(actor)?.includes(country) ?? true);
};

/** Who may do what for a school; what is not here is forbidden. */
export const can = {
  /** The pages of an officer: today, classes, applicants, consents, what is printed. */
  workForSchool: officer,
  /** The same for one school, so that an id of another school is an id of nothing. */
  workFor: officerOf,
  /** A poster has to be made by whoever stands before the class, so only the school makes codes. */
  makeClassCode: officerOf,
  confirmFacts: officerOf,
  handOver: officerOf,
  /** Whether a school is real, and who works for it. */
  verifySchools: officeOf,
  /** Who of a country is put forward; the coordinator reads and decides with the partner. */
  preselect: officeOf,
  layDownPreselection: (actor: Actor): boolean =>
    actor.kind === "system" || hasRole(actor, "coordinator"),
  /** Anybody may ask for a school's pages; a person of the office answers. */
  askForSchool: (actor: Actor): boolean => actor.kind === "anonymous" && actor.schemeId !== null,
} as const;
