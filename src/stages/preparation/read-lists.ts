import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { can } from "./preparation.policy.ts";
import { standingOf } from "./read-preparation.ts";
import {
  type ListedStay,
  type PreparedFlow,
  preparedFlows,
  preparedStays,
  tasksToCheck,
  type WaitingTask,
} from "./stay-list.store.ts";
import type { StayTask } from "./task.ts";

export type { ListedStay, PreparedFlow, WaitingTask };
export type PreparedStay = ListedStay & { readonly tasks: readonly StayTask[] };

/** Who is being prepared, with every task: three statements, however many there are. */
export async function listPrepared(
  tx: Tx,
  from: { readonly flowId: string; readonly page: number; readonly aPage: number },
): Promise<{ rows: PreparedStay[]; total: number }> {
  if (!can.see(tx.actor)) return { rows: [], total: 0 };
  const flowId = isUuid(from.flowId) ? from.flowId : null;
  const { rows, total } = await preparedStays(tx, { ...from, flowId });
  const tasks = await standingOf(
    tx,
    rows.map(({ id }) => id),
  );
  return { rows: rows.map((row) => ({ ...row, tasks: tasks.get(row.id) ?? [] })), total };
}

export const listPreparedFlows = (tx: Tx): Promise<PreparedFlow[]> =>
  can.see(tx.actor) ? preparedFlows(tx) : Promise.resolve([]);

/** On one page; more than this nobody ticks with attention. */
const MOST = 100;

export const listTasksToCheck = (tx: Tx): Promise<WaitingTask[]> =>
  can.see(tx.actor) ? tasksToCheck(tx, MOST) : Promise.resolve([]);
