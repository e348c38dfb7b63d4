import type { Tx } from "../db/index.ts";
import { newId } from "../random.ts";
import type { TaskName } from "./jobs.ts";

/** How far a long piece of work is, for whoever waits for it. */
export type Progress = {
  readonly done: number;
  readonly total: number;
  readonly state: "waiting" | "working" | "done" | "failed";
};

/** A row to follow, made in the transaction that also adds the job. */
export async function beginProgress(tx: Tx, task: TaskName): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto("job_progress")
    .values({ id, scheme_id: tx.actor.schemeId!, task, updated_at: tx.now })
    .execute();
  return id;
}

/** Call it in a short transaction of its own: what is not committed, nobody can see. */
export async function moveProgress(
  tx: Tx,
  id: string,
  to: { done: number; total: number; state: Progress["state"] },
): Promise<void> {
  await tx.db
    .updateTable("job_progress")
    .set({ ...to, updated_at: tx.now })
    .where("id", "=", id)
    .execute();
}

export async function readProgress(tx: Tx, id: string): Promise<Progress | null> {
  const row = await tx.db
    .selectFrom("job_progress")
    .select(["done", "total", "state"])
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? { ...row, state: row.state as Progress["state"] } : null;
}
