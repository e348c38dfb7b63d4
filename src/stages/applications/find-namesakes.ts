import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import { can } from "./application.policy.ts";
import { namesakes } from "./person.store.ts";
import type { Namesake } from "./person.ts";

/**
 * People here who are called so and were born that day, in whatever script or order the name is
 * written: before somebody new is written down, the office says whether it is one of them.
 */
export async function findNamesakes(
  tx: Tx,
  of: { readonly givenNames: string; readonly familyName: string; readonly birthDate: Day },
): Promise<readonly Namesake[]> {
  if (tx.actor.kind !== "staff" || !can.register(tx.actor)) return [];
  return namesakes(tx, of, visibleCountries(tx.actor));
}
