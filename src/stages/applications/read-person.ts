import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { can } from "./application.policy.ts";
import type { Person, PersonEvent } from "./person.ts";
import { selectPerson, selectPersonEvents } from "./person-page.store.ts";

/** One person with everything kept, in two statements; undefined for "not there" and "not yours". */
export async function readPerson(
  tx: Tx,
  personId: string,
): Promise<{ person: Person; events: readonly PersonEvent[] } | undefined> {
  if (tx.actor.kind !== "staff" || !can.seeApplicants(tx.actor)) return undefined;
  const person = await selectPerson(tx, personId, visibleCountries(tx.actor));
  if (!person) return undefined;
  const subjects = [
    person.id,
    ...person.mergedFrom,
    ...person.mobilities.map(({ id }) => id),
    ...person.applications.flatMap(({ id, offers }) => [id, ...offers.map((offer) => offer.id)]),
  ];
  return { person, events: await selectPersonEvents(tx, subjects) };
}
