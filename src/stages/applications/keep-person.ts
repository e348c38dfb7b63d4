import type { Tx } from "../../platform/db/index.ts";
import type { PersonId } from "../../shared/id.ts";
import type { PersonDetails } from "./application.ts";
import { keepPersons } from "./person.store.ts";

/**
 * The id of a person, written down when nobody with the same names, birth date and e-mail is here.
 * For stages in which somebody appears without having applied (participants brought from a file).
 */
export async function keepPerson(tx: Tx, person: PersonDetails): Promise<PersonId> {
  const [kept] = await keepPersons(tx, [person]);
  if (!kept) throw new Error("no person was kept");
  return kept.id;
}

/** The same for many at once, in their order. */
export async function keepPeople(
  tx: Tx,
  people: readonly PersonDetails[],
): Promise<readonly PersonId[]> {
  return (await keepPersons(tx, people)).map((kept) => kept.id);
}
