import { type Actor, hasRole, isOffice, ownSchools } from "../../platform/db/actor.ts";

/** Who may see which figures; what is not here is forbidden. */
export const can = {
  /** Totals of a line name nobody; they stand on the public home as well. */
  seeTotals: (_actor: Actor) => true,
  seeBoard: (actor: Actor) => isOffice(actor),
  /** The people behind a figure: the office, a country partner its own country's. */
  seePeople: (actor: Actor) => isOffice(actor),
  /** Names leave the office as a file; an auditor reads on the screen. */
  exportPeople: (actor: Actor) =>
    hasRole(actor, "coordinator") || hasRole(actor, "country-partner"),
  seeHome: (actor: Actor) => isOffice(actor),
  /** Each finds what they may open; an assessor judges cases without names and finds nobody. */
  search: (actor: Actor) => isOffice(actor) || ownSchools(actor).length > 0,
};
