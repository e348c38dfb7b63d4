import {
  type Actor,
  hasRole,
  isOffice,
  ownSchools,
  visibleCountries,
} from "../../platform/db/actor.ts";
import type { Who } from "./task.ts";

const works = (actor: Actor): boolean =>
  actor.kind === "system" || hasRole(actor, "coordinator") || hasRole(actor, "country-partner");

const officeOf = (actor: Actor, sendingCountry: string): boolean =>
  actor.kind === "system" ||
  (actor.kind === "staff" &&
    actor.memberships.some(
      (m) =>
        m.role === "coordinator" || (m.role === "country-partner" && m.country === sendingCountry),
    ));

/** A stay by what decides who may touch its tasks. */
type Of = { readonly sendingCountry: string; readonly schoolId: string };

/** Who may do what before a departure; what is not here is forbidden. */
export const can = {
  see: (actor: Actor): boolean => actor.kind === "system" || isOffice(actor),
  /** For routes, where the stay is not known yet. */
  work: works,
  workFor: officeOf,
  /** A learner does what is the learner's, a guardian and a school what is theirs; the office all of it. */
  doTask: (actor: Actor, who: Who, of: Of): boolean =>
    officeOf(actor, of.sendingCountry) ||
    (actor.kind === "learner" && who === "learner") ||
    (actor.kind === "guardian" && who === "guardian") ||
    (who === "school" && ownSchools(actor).includes(of.schoolId)),
  /** A school's officer for the own learners. For routes without a stay, whoever has any. */
  workForSchool: (actor: Actor): boolean => ownSchools(actor).length > 0,
  /** Telling somebody whom no message reaches: the school does it, or the office. */
  tell: (actor: Actor, of?: Of): boolean =>
    of === undefined
      ? works(actor) || ownSchools(actor).length > 0
      : officeOf(actor, of.sendingCountry) || ownSchools(actor).includes(of.schoolId),
  changeKinds: (actor: Actor): boolean => hasRole(actor, "coordinator"),
  /** What stands on a medical card: the office that sends the person, and never an auditor. */
  readCard: (actor: Actor, sendingCountry?: string): boolean =>
    actor.kind === "staff" &&
    (sendingCountry === undefined ? works(actor) : officeOf(actor, sendingCountry)),
  /** Adults of every country for a coordinator, of the own one for a partner. */
  keepAdults: (actor: Actor, country?: string): boolean =>
    country === undefined ? works(actor) : officeOf(actor, country),
  /** Offices for their countries, a school for its own learners. */
  ownFeed: (actor: Actor): boolean => isOffice(actor) || ownSchools(actor).length > 0,
};

/** Null: every country. */
export const countriesOf = (actor: Actor): readonly string[] | null =>
  actor.kind === "staff" ? visibleCountries(actor) : null;
