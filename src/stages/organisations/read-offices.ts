import type { Tx } from "../../platform/db/index.ts";
import { publicOffices } from "./office.store.ts";
import type { Office } from "./office.ts";

/**
 * The partners of the scheme with address, landline and hours: for anybody, because somebody who
 * doubts an offer must be able to find a house and a telephone.
 */
export const readOffices = (tx: Tx): Promise<Office[]> => publicOffices(tx);

/** The partner that sends the learners of a country. */
export const officeOfCountry = (offices: readonly Office[], country: string): Office | null =>
  offices.find((office) => office.sendsFrom.includes(country)) ?? null;
