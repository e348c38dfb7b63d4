import { type Actor, hasRole, isOffice, visibleCountries } from "../../platform/db/actor.ts";

type Of = { readonly country: string };
type Said = { readonly saidBy: string };

const coordinates = (actor: Actor): boolean =>
  actor.kind === "system" || hasRole(actor, "coordinator");

/** What is not said here is forbidden. */
export const can = {
  seeGrowth: (actor: Actor): boolean => isOffice(actor),
  answer: (actor: Actor): boolean => coordinates(actor) || hasRole(actor, "country-partner"),
  /** The coordinator for everybody, a partner for the organisations of its country. */
  answerFor(actor: Actor, of: Of): boolean {
    if (coordinates(actor)) return true;
    if (actor.kind !== "staff" || !hasRole(actor, "country-partner")) return false;
    return visibleCountries(actor)?.includes(of.country) ?? false;
  },
  decide: coordinates,
  /** Nobody confirms what they said themselves. */
  confirm: (actor: Actor, of: Said): boolean =>
    actor.kind === "system" || (actor.kind === "staff" && actor.userId !== of.saidBy),
} as const;
