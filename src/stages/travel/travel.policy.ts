import { type Actor, hasRole, isOffice } from "../../platform/db/actor.ts";

/** Countries a person is looked after from: of the person and of its applications. */
type Of = { readonly countries: readonly string[] };

/** The office that sends somebody: not an auditor, and nobody who has a word on points. */
const cares = (actor: Actor, of?: Of): boolean =>
  actor.kind === "staff" &&
  actor.memberships.some(
    (m) =>
      m.role === "coordinator" ||
      (m.role === "country-partner" &&
        (of === undefined || (m.country !== null && of.countries.includes(m.country)))),
  );

/** What is not said here is forbidden. Countries are kept apart in the queries. */
export const can = {
  /** Days, dates and what speaks against them; never the number of a passport. */
  seeTravel: (actor: Actor): boolean => isOffice(actor),
  keepPapers: cares,
  keepStays: cares,
  /** Opens a passport's number, which leaves a line of history. */
  readNumber: cares,
  seeVisaRules: (actor: Actor): boolean => isOffice(actor),
  changeVisaRules: (actor: Actor): boolean => hasRole(actor, "coordinator"),
} as const;
