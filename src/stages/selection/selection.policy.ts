import { type Actor, hasRole, isOffice, visibleCountries } from "../../platform/db/actor.ts";

const coordinates = (actor: Actor): boolean =>
  actor.kind === "system" || hasRole(actor, "coordinator");

/** A country partner acts for its own country's people; the coordinator for everybody. */
const officeOf = (actor: Actor, country?: string): boolean => {
  if (coordinates(actor)) return true;
  if (actor.kind !== "staff" || !hasRole(actor, "country-partner")) return false;
  return country === undefined || (visibleCountries(actor)?.includes(country) ?? true);
};

/** Who may do what on the way to a list; what is not here is forbidden. */
export const can = {
  /** Whose work it is: the office sees everything, an assessor the own queue. */
  enter: (actor: Actor): boolean => isOffice(actor) || hasRole(actor, "assessor"),
  /** Names beside scores: never for somebody who only assesses. */
  seeSelection: (actor: Actor): boolean => actor.kind === "system" || isOffice(actor),
  /** Assessors, distribution, minutes, lists, vetoes, corrections, letters. */
  lead: coordinates,
  /** Scores are given by assessors alone; a coordinator decides with the committee, by reasons. */
  assess: (actor: Actor): boolean => hasRole(actor, "assessor"),
  /** Facts of the own country's people: what the school confirmed, which rows of a table apply. */
  enterFacts: officeOf,
  bringObjection: (
    actor: Actor,
    of: { readonly applicationId: string; readonly country: string },
  ): boolean =>
    (actor.kind === "learner" && actor.applicationId === of.applicationId) ||
    officeOf(actor, of.country),
  /** Points and names leave as a file: for whoever runs the call and whoever audits it. */
  exportRanking: (actor: Actor): boolean => coordinates(actor) || hasRole(actor, "auditor"),
  /** How many pupils a school has: the school itself, or its country's office. */
  enterPopulation: (
    actor: Actor,
    school?: { readonly id: string; readonly country: string },
  ): boolean =>
    officeOf(actor, school?.country) ||
    (actor.kind === "staff" &&
      actor.memberships.some(
        (m) =>
          m.role === "school-officer" && (school === undefined || m.organisationId === school.id),
      )),
} as const;
