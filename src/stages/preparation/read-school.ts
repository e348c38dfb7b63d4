import { ownSchools } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { can } from "./preparation.policy.ts";
import { type OwnPreparation, standingOf } from "./read-preparation.ts";
import { preparedStays } from "./task.store.ts";

/** More than a school has abroad at once. */
const MOST = 300;

/** Every learner of the officer's schools who is being prepared, with every task. Three statements. */
export async function listOfSchool(tx: Tx): Promise<readonly OwnPreparation[]> {
  if (!can.workForSchool(tx.actor)) return [];
  const stays = await preparedStays(tx, ownSchools(tx.actor), MOST);
  const tasks = await standingOf(
    tx,
    stays.map(({ id }) => id),
  );
  return stays.map((stay) => ({ stay, tasks: tasks.get(stay.id) ?? [] }));
}
