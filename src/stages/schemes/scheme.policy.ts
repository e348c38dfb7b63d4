import { type Actor, hasRole } from "../../platform/db/actor.ts";

const shapes = (actor: Actor) => actor.kind === "system" || hasRole(actor, "coordinator");

/** Who may do what with a scheme; what is not here is forbidden. */
export const can = {
  /** Whoever installs the program, never somebody signed in to another scheme. */
  createScheme: (actor: Actor) => actor.kind === "system",
  addLine: shapes,
  addCountry: shapes,
  reportTotal: shapes,
  /** Name, funding line, contact, and how a disputed territory is written and drawn. */
  changeSettings: shapes,
  /** Says that a named person has read the texts of a language and stands by them. */
  approveTexts: shapes,
  /** Name, lines, targets and countries are what a scheme says about itself in public. */
  seeScheme: (_actor: Actor) => true,
};
