import { type Actor, hasRole, ownSchools, visibleCountries } from "../../platform/db/actor.ts";

const coordinates = (actor: Actor) => actor.kind === "system" || hasRole(actor, "coordinator");

/** Who may do what with roles; what is not here is forbidden. */
export const can = {
  seePeople: coordinates,
  addMembership: coordinates,
  endMembership: coordinates,
  /** A partner lets the officers of its own country's schools in. */
  addOfficer: (actor: Actor, school: { readonly country: string }): boolean =>
    coordinates(actor) ||
    (hasRole(actor, "country-partner") && (visibleCountries(actor) ?? []).includes(school.country)),
  /** An officer lets somebody stand in for some days, never for good. */
  lendOfficer: (actor: Actor, organisationId: string): boolean =>
    actor.kind === "system" || ownSchools(actor).includes(organisationId),
  seeLanguages: coordinates,
  seeOutbox: coordinates,
  /** Files that the scanner has not let through. */
  settleFilesApart: coordinates,
};
