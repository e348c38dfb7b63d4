import { sql } from "kysely";
import type { Tx } from "../db/index.ts";
import type { Jobs, TaskName } from "./jobs.ts";

/**
 * Adds a job in the caller's transaction: it runs if and only if the transaction commits.
 * @param options.key a waiting job of the same key is replaced instead of doubled
 */
export async function enqueue<Name extends TaskName>(
  tx: Tx,
  task: Name,
  payload: Jobs[Name],
  options: { readonly key?: string } = {},
): Promise<void> {
  const schemeId = tx.actor.schemeId;
  if (!schemeId) throw new Error(`job ${task} outside a scheme`);
  const whole = JSON.stringify({ schemeId, ...payload });
  await sql`select jobs.enqueue(${task}, ${whole}::json, ${options.key ?? null})`.execute(tx.db);
}
