import type { Tx } from "../../platform/db/index.ts";
import { can } from "./membership.policy.ts";
import {
  allMemberships,
  inventedMemberships,
  membershipById,
  schoolsOf,
  sendingCountries,
} from "./membership.store.ts";
import type { Membership } from "./membership.ts";

/** Everybody who has or had a role in the scheme; nobody for those who may not know. */
export const listMemberships = async (tx: Tx): Promise<readonly Membership[]> =>
  can.seePeople(tx.actor) ? allMemberships(tx) : [];

export const readMembership = async (tx: Tx, id: string): Promise<Membership | undefined> =>
  can.seePeople(tx.actor) ? membershipById(tx, id) : undefined;

/** The invented people of a demo scheme, whom anybody may play; empty for every other scheme. */
export const listInventedPeople = (tx: Tx): Promise<readonly Membership[]> =>
  inventedMemberships(tx);

/** Countries a country partner can be given, in the scheme's order. */
export const listSendingCountries = (tx: Tx): Promise<readonly string[]> => sendingCountries(tx);

/** Schools a school officer can be given, by country and name. */
export const listSchools = (tx: Tx) => schoolsOf(tx);
