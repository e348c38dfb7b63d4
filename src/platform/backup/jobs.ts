/** Work that waits: kept as what is to be done, so that it outlives a change of the queue's tables. */
import type { Connection } from "../db/connection.ts";

export type WaitingJob = {
  readonly task: string;
  readonly queue: string | null;
  readonly payload: unknown;
  readonly runAt: string;
  readonly mostAttempts: number;
  readonly key: string | null;
  readonly priority: number;
};

/** Those that were given up are left out: they would be tried anew. */
export async function waitingJobs(client: Connection): Promise<WaitingJob[]> {
  const { rows } = await client.query<WaitingJob>(`
    select t.identifier as task, q.queue_name as queue, j.payload, j.run_at::text as "runAt",
      j.max_attempts as "mostAttempts", j.key, j.priority
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
    where j.attempts < j.max_attempts order by j.id`);
  return rows;
}

export async function addJobs(client: Connection, jobs: readonly WaitingJob[]): Promise<void> {
  await client.query(
    `select graphile_worker.add_job(identifier => j.task, payload => j.payload,
       queue_name => j.queue, run_at => j."runAt", max_attempts => j."mostAttempts",
       job_key => j.key, priority => j.priority)
     from json_to_recordset($1) as j(task text, queue text, payload json, "runAt" timestamptz,
       "mostAttempts" int, key text, priority int)`,
    [JSON.stringify(jobs)],
  );
}
