import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { can } from "./organisation.policy.ts";
import { isOwnSchool, type OwnSenders } from "./organisation.rules.ts";
import {
  allOrganisations,
  lockOrganisations,
  oneOrganisation,
  searchOrganisations,
  sendersOf,
} from "./organisation.store.ts";
import type { Organisation } from "./organisation.ts";

export { ORGANISATION_SORTS } from "./organisation.store.ts";

/** Every organisation the actor may see, by name. */
export async function listOrganisations(tx: Tx): Promise<Organisation[]> {
  return can.seeOrganisations(tx.actor) ? allOrganisations(tx) : [];
}

/** Null for "not there" and for "not yours" alike. */
export async function readOrganisation(tx: Tx, id: string): Promise<Organisation | null> {
  return can.seeOrganisations(tx.actor) ? ((await oneOrganisation(tx, id)) ?? null) : null;
}

export async function findOrganisations(
  tx: Tx,
  from: Parameters<typeof searchOrganisations>[1],
): ReturnType<typeof searchOrganisations> {
  return can.seeOrganisations(tx.actor) ? searchOrganisations(tx, from) : { rows: [], total: 0 };
}

/**
 * For a country partner, the countries it keeps schools for and who sends from each: the partner it
 * works for itself, else the one that the scheme names. Null for whoever keeps every organisation.
 */
export async function readOwnSenders(tx: Tx): Promise<OwnSenders | null> {
  const { actor } = tx;
  if (can.keepEveryOrganisation(actor)) return null;
  const own = new Map<string, string>();
  if (actor.kind !== "staff") return own;
  const partners = actor.memberships.filter((m) => m.role === "country-partner");
  const countries = partners.flatMap((m) => (m.country ? [m.country] : []));
  for (const row of await sendersOf(tx, countries)) {
    const mine = partners.find((m) => m.country === row.country)?.organisationId;
    own.set(row.country, mine ?? row.partnerId);
  }
  return own;
}

/** Who sends from each of these countries, for what is written on a country partner's behalf. */
export const readSendersOf = async (tx: Tx, countries: readonly string[]): Promise<OwnSenders> =>
  new Map((await sendersOf(tx, countries)).map((row) => [row.country, row.partnerId]));

/** Those of these that the actor may see, kept from others until the transaction ends. */
export async function holdOrganisations(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Organisation>> {
  const known = ids.filter(isUuid);
  if (!can.keepOrganisations(tx.actor) || known.length === 0) return new Map();
  return new Map((await lockOrganisations(tx, known)).map((one) => [one.id, one]));
}

/** The organisation if the actor may correct it; null for "not there" and "not yours" alike. */
export async function readOwnOrganisation(tx: Tx, id: string): Promise<Organisation | null> {
  const found = can.keepOrganisations(tx.actor) ? await readOrganisation(tx, id) : null;
  const own = found && (await readOwnSenders(tx));
  return !found || (own && !isOwnSchool(found, own)) ? null : found;
}
