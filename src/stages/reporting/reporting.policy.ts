import type { Actor } from "../../platform/db/actor.ts";

/** Who may see which figures; what is not here is forbidden. */
export const can = {
  /** Totals of a line name nobody; they stand on the public home as well. */
  seeTotals: (_actor: Actor) => true,
  seeBoard: (actor: Actor) => actor.kind === "staff",
  /** The people behind a figure: the office, a country partner its own country's. */
  seePeople: (actor: Actor) => actor.kind === "staff",
  seeHome: (actor: Actor) => actor.kind === "staff",
};
