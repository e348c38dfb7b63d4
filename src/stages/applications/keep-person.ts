import type { Tx } from "../../platform/db/index.ts";
import type { PersonId } from "../../shared/id.ts";
import type { PersonDetails } from "./application.ts";
import { keepPersons } from "./person.store.ts";

/**
 * The ids of people, in their order, written down where nobody with the same names, birth date and
 * e-mail is here. For stages in which somebody appears without having applied (participants brought
 * from a file).
 */
export async function keepPeople(
  tx: Tx,
  people: readonly PersonDetails[],
): Promise<readonly PersonId[]> {
  return (await keepPersons(tx, people)).map((kept) => kept.id);
}
