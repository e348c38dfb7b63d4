import type { Tx } from "../../platform/db/index.ts";
import { publicOffices } from "./office.store.ts";
import type { Office } from "./office.ts";
import { can } from "./organisation.policy.ts";
import { readOwnSenders } from "./read-organisations.ts";

/**
 * The partners of the scheme with address, landline and hours: for anybody, because somebody who
 * doubts an offer must be able to find a house and a telephone.
 */
export const readOffices = (tx: Tx): Promise<Office[]> => publicOffices(tx);

/** The partner that sends the learners of a country. */
export const officeOfCountry = (offices: readonly Office[], country: string): Office | null =>
  offices.find((office) => office.sendsFrom.includes(country)) ?? null;

/**
 * Whether the actor says where an office is: the coordinator of every one, a country partner of the
 * one that sends its country's learners.
 */
export async function keepsOffice(tx: Tx, id: string): Promise<boolean> {
  if (!can.keepOrganisations(tx.actor)) return false;
  const own = await readOwnSenders(tx);
  return own === null || [...own.values()].includes(id);
}

/** The office if the actor keeps it; null for "not there" and "not yours" alike. */
export const readOwnOffice = async (tx: Tx, id: string): Promise<Office | null> =>
  (await keepsOffice(tx, id))
    ? ((await publicOffices(tx)).find((office) => office.id === id) ?? null)
    : null;
