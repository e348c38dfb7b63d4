import { type Actor, hasRole, isOffice, ownSchools } from "../../platform/db/actor.ts";

/** What is not said here is forbidden. Countries are kept apart in the queries. */
export const can = {
  /** The list of applicants and the page of one. */
  seeApplicants: (actor: Actor): boolean => isOffice(actor),

  /**
   * A country partner enters people of the own country only; an applicant sends the own form,
   * which `submitApplication` alone turns into an entry.
   */
  register: (actor: Actor, country?: string): boolean => {
    if (actor.kind === "system" || actor.kind === "applicant") return true;
    if (actor.kind !== "staff") return false;
    return actor.memberships.some(
      (m) =>
        m.role === "coordinator" ||
        (m.role === "country-partner" && (country === undefined || m.country === country)),
    );
  },

  /**
   * Opens what somebody wrote in confidence, to look after them: the office that sends them. Not an
   * auditor, and nobody who has a word on points.
   */
  readNeeds: (actor: Actor, country?: string): boolean =>
    actor.kind === "staff" &&
    actor.memberships.some(
      (m) =>
        m.role === "coordinator" ||
        (m.role === "country-partner" && (country === undefined || m.country === country)),
    ),

  withdraw: (actor: Actor, application: { readonly id: string; readonly country: string }) =>
    (actor.kind === "learner" && actor.applicationId === application.id) ||
    can.register(actor, application.country),

  /**
   * Writes or corrects an application on somebody's behalf: the office of that country, and a
   * teacher for the own school. Null where country or school are not known yet.
   */
  enterFor: (
    actor: Actor,
    of: { readonly country: string | null; readonly organisationId: string | null },
  ): boolean =>
    can.register(actor, of.country ?? undefined) ||
    (hasRole(actor, "school-officer") &&
      (of.organisationId === null || ownSchools(actor).includes(of.organisationId))),

  /** Says whether two rows are one person; rows of other countries are kept apart in the query. */
  decideDuplicates: (actor: Actor): boolean =>
    hasRole(actor, "coordinator") || hasRole(actor, "country-partner"),

  /** Makes and freezes the forms that everybody answers. */
  changeForms: (actor: Actor): boolean => hasRole(actor, "coordinator"),

  /** Names and answers leave the office as a file; an auditor reads on the screen. */
  exportApplicants: (actor: Actor): boolean =>
    hasRole(actor, "coordinator") || hasRole(actor, "country-partner"),
} as const;
