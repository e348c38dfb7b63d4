import { sql } from "kysely";
import { PLANNED_ONCE, type Tx } from "../db/index.ts";
import type { Jobs, TaskName } from "./jobs.ts";

/**
 * Adds a job in the caller's transaction: it runs if and only if the transaction commits.
 * @param options.key a waiting job of the same key is replaced instead of doubled
 * @param options.inMinutes not before that; a waiting job of the same key keeps its moment
 */
export async function enqueue<Name extends TaskName>(
  tx: Tx,
  task: Name,
  payload: Jobs[Name],
  options: { readonly key?: string; readonly inMinutes?: number } = {},
): Promise<void> {
  const schemeId = tx.actor.schemeId;
  if (!schemeId) throw new Error(`job ${task} outside a scheme`);
  const whole = JSON.stringify({ schemeId, ...payload });
  const { key = null, inMinutes = null } = options;
  await sql`${sql.raw(PLANNED_ONCE)}
    select jobs.enqueue(${task}, ${whole}::json, ${key}, ${inMinutes}::int)`.execute(tx.db);
}
