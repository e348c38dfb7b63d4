import { type RawBuilder, sql } from "kysely";
import { PLANNED_ONCE, type Tx } from "../db/index.ts";
import type { Jobs, TaskName } from "./jobs.ts";

type Options = { readonly key?: string; readonly inMinutes?: number };

/** The call that adds a job, for `enqueue` and for an act that is one statement. */
export function jobCall<Name extends TaskName>(
  tx: Tx,
  task: Name,
  payload: Jobs[Name],
  { key, inMinutes }: Options = {},
): RawBuilder<unknown> {
  const schemeId = tx.actor.schemeId;
  if (!schemeId) throw new Error(`job ${task} outside a scheme`);
  const whole = JSON.stringify({ schemeId, ...payload });
  return sql`jobs.enqueue(${task}, ${whole}::json, ${key ?? null}, ${inMinutes ?? null}::int)`;
}

/**
 * Adds a job in the caller's transaction: it runs if and only if the transaction commits.
 * @param options.key a waiting job of the same key is replaced instead of doubled
 * @param options.inMinutes not before that; a waiting job of the same key keeps its moment
 */
export async function enqueue<Name extends TaskName>(
  tx: Tx,
  task: Name,
  payload: Jobs[Name],
  options: Options = {},
): Promise<void> {
  const call = jobCall(tx, task, payload, options);
  await sql`${sql.raw(PLANNED_ONCE)} select ${call}`.execute(tx.db);
}
