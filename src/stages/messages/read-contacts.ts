import { isOffice, ownSchools, type StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { selectContacted, selectContacts } from "./contact.store.ts";
import type { ContactEntry, Contacted } from "./contact.ts";
import { can } from "./message.policy.ts";

const ENOUGH = 200;

/** Everything that was said to one person, newest first; undefined for "not there" and "not yours". */
export async function readContacts(
  tx: Tx<StaffActor>,
  personId: string,
): Promise<{ person: Contacted; entries: readonly ContactEntry[] } | undefined> {
  if (!can.readContacts(tx.actor)) return undefined;
  const person = await selectContacted(tx, personId);
  if (!person) return undefined;
  return { person, entries: await entriesOf(tx, person.id, ENOUGH) };
}

/** The newest of them, for a page that has loaded the person through the actor. */
export const latestContacts = async (
  tx: Tx<StaffActor>,
  personId: string,
  limit: number,
): Promise<readonly ContactEntry[]> =>
  can.readContacts(tx.actor) ? entriesOf(tx, personId, limit) : [];

const entriesOf = (tx: Tx<StaffActor>, personId: string, limit: number) =>
  selectContacts(tx, personId, isOffice(tx.actor) ? null : ownSchools(tx.actor), limit);
