/**
 * The job queue's own schema, and the one door into it.
 *
 * graphile-worker turns row-level security on for its tables and writes no policies, so only their
 * owner can add a job. The application's role therefore calls `jobs.enqueue`, which runs with the
 * rights of `worker` but inside the caller's transaction: a job exists if and only if the change it
 * belongs to was committed.
 */
import { runMigrations } from "graphile-worker";
import { connectTo } from "../db/connection.ts";
import { silentLogger } from "./queue-log.ts";

export const QUEUE_SCHEMA = "graphile_worker";

/** @param adminUrl may grant on the database; @param workerUrl role `worker`, direct connection */
export async function prepareJobs(adminUrl: string, workerUrl: string): Promise<void> {
  await withMayCreate(adminUrl, () =>
    runMigrations({ connectionString: workerUrl, schema: QUEUE_SCHEMA, logger: silentLogger }),
  );
  const client = await connectTo(workerUrl);
  try {
    await client.query(ENQUEUE);
  } finally {
    await client.end();
  }
}

/**
 * The library starts with "create schema if not exists", for which PostgreSQL asks the right to
 * create schemas even when the schema is there. `worker` has that right for this moment only, and
 * the lock keeps a second program from taking it away too early.
 */
async function withMayCreate(adminUrl: string, work: () => Promise<void>): Promise<void> {
  const client = await connectTo(adminUrl);
  try {
    await client.query("select pg_advisory_lock(hashtext('kalfa job queue'))");
    const { rows } = await client.query<{ database: string }>(
      "select quote_ident(current_database()) as database",
    );
    const database = rows[0]!.database;
    await client.query(`grant create on database ${database} to worker`);
    try {
      await work();
    } finally {
      await client.query(`revoke create on database ${database} from worker`);
    }
  } finally {
    await client.end();
  }
}

// The search path is fixed: a function with borrowed rights must not find tables by a path that
// its caller chose.
const ENQUEUE = `
drop function if exists jobs.enqueue(text, json, text);
create or replace function jobs.enqueue(
  task text, payload json, key text default null, in_minutes int default null
) returns bigint
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (graphile_worker.add_job(
    identifier => task,
    payload => payload,
    job_key => key,
    max_attempts => 12,
    run_at => case when in_minutes is null then null else now() + make_interval(mins => in_minutes) end,
    job_key_mode => case when in_minutes is null then 'replace' else 'preserve_run_at' end
  )).id;
end
$$;
revoke all on function jobs.enqueue(text, json, text, int) from public;
grant usage on schema jobs to app;
grant execute on function jobs.enqueue(text, json, text, int) to app;
`;
