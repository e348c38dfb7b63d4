import { type RawBuilder, sql } from "kysely";
import type { Actor } from "../db/actor.ts";

/**
 * What happened that says something told in confidence by having happened: that a reason for a
 * shorter stay is kept, was opened or is gone. Its words are sealed; that there is one is no line for
 * everybody who reads a history.
 */
export const IN_CONFIDENCE = "mobility.shorter-%";

/** The countries whose learners an actor may open in confidence; null for all, none for an auditor. */
function openedCountries(actor: Actor): readonly string[] | null {
  if (actor.kind === "system") return null;
  if (actor.kind !== "staff") return [];
  if (actor.memberships.some(({ role }) => role === "coordinator")) return null;
  return actor.memberships.flatMap(({ role, country }) =>
    role === "country-partner" && country !== null ? [country] : [],
  );
}

/** A condition on rows `e` of the log: what is in confidence for whoever may open it alone. */
export function readableBy(actor: Actor): RawBuilder<boolean> {
  const countries = openedCountries(actor);
  if (countries === null) return sql<boolean>`true`;
  return sql<boolean>`(e.name not like ${IN_CONFIDENCE} or exists (select from mobilities c
    where c.id = e.subject_id and c.sending_country = any(${[...countries]}::text[])))`;
}
