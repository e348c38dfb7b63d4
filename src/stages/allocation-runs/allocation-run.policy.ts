import type { Actor } from "../../platform/db/actor.ts";
import { hasRole } from "../../platform/db/actor.ts";

const coordinates = (actor: Actor): boolean => hasRole(actor, "coordinator");
const answersForCountry = (actor: Actor): boolean => hasRole(actor, "country-partner");
const isSystem = (actor: Actor): boolean => actor.kind === "system";

/** Whoever is not named may not. A country partner sees the figures of a
 * whole run, because it signs the whole, but only its own country's people. */
export const can = {
  readRuns: (actor: Actor) =>
    coordinates(actor) || answersForCountry(actor) || hasRole(actor, "auditor") || isSystem(actor),
  startRun: (actor: Actor) => coordinates(actor) || isSystem(actor),
  computeRun: isSystem,
  pin: (actor: Actor) => coordinates(actor) || isSystem(actor),
  sign: (actor: Actor) => coordinates(actor) || answersForCountry(actor),
  publish: (actor: Actor) => coordinates(actor) || isSystem(actor),
  /** Leaves the office as a file; an auditor reads on the screen. */
  exportComparison: (actor: Actor) => coordinates(actor) || answersForCountry(actor),
  /** Points and draw of everybody: only for those who audit, and for whoever runs the call. */
  readFrozenFiles: (actor: Actor) => coordinates(actor) || hasRole(actor, "auditor"),
};
