import { type Runner, run, type TaskList } from "graphile-worker";
import { type Clock, elapsed, pause } from "../clock.ts";
import { type Connection, connectTo, openPool } from "../db/connection.ts";
import type { Database } from "../db/index.ts";
import type { Log } from "../log.ts";
import type { JobContext, Task, TaskName, Tasks } from "./jobs.ts";
import { QUEUE_SCHEMA } from "./prepare.ts";
import { silentLogger } from "./queue-log.ts";

export type Worker = {
  /** Waits for the jobs at work, takes no new ones. Jobs cut off by the deadline run again later. */
  stop(): Promise<void>;
  /** False once the queue has given up. */
  isWorking(): boolean;
};

export async function startWorker(options: {
  /** As role `worker`, a direct connection: a pooler in transaction mode loses LISTEN. */
  workerUrl: string;
  database: Database;
  clock: Clock;
  log: Log;
  /** Jobs of a kind that has no task here wait for a process that has. */
  tasks: Partial<Tasks>;
  concurrency?: number;
}): Promise<Worker> {
  let stopping = false;
  const pool = openPool(options.workerUrl, 4, (err) => {
    // The pool calls itself ended before its connections are; the database may be quicker.
    if (!stopping) options.log.warn({ err }, "a connection of the job queue broke");
  });
  const presence = await beginPresence(options.workerUrl, options.log);
  const runner: Runner = await run({
    pgPool: pool,
    schema: QUEUE_SCHEMA,
    concurrency: options.concurrency ?? 2,
    pollInterval: 2_000,
    // Signals are main.ts's: it stops the web first, then us, then the database.
    noHandleSignals: true,
    logger: silentLogger,
    taskList: taskListOf(options),
  });
  // Without a listener a broken queue would end the process with an unhandled rejection.
  let working = true;
  runner.promise
    .catch((err: unknown) => options.log.error({ err }, "the job queue stopped"))
    .finally(() => {
      working = false;
    });
  return {
    isWorking: () => working,
    async stop() {
      stopping = true;
      await runner.stop().catch(() => {});
      await presence.end().catch(() => {});
      await pool.end();
    },
  };
}

function taskListOf(options: {
  database: Database;
  clock: Clock;
  log: Log;
  tasks: Partial<Tasks>;
}): TaskList {
  const { database, clock, log, tasks } = options;
  const names = Object.keys(tasks) as TaskName[];
  return Object.fromEntries(
    names.map((name) => [
      name,
      async (given: unknown, helpers: { job: { attempts: number; max_attempts: number } }) => {
        const { schemeId, ...payload } = given as { schemeId: string };
        const { attempts, max_attempts } = helpers.job;
        const context: JobContext = {
          database,
          clock,
          log,
          actor: { kind: "system", schemeId },
          attempt: attempts,
          lastAttempt: attempts >= max_attempts,
        };
        const took = elapsed();
        try {
          const task = tasks[name] as Task<TaskName>;
          await task(payload as never, context);
          log.info({ task: name, ms: Math.round(took()) }, "job done");
        } catch (err) {
          log.error({ task: name, attempt: attempts, err }, "job failed");
          throw err;
        }
      },
    ]),
  );
}

/**
 * Every running worker process holds a shared lock. Whoever can take it alone is the only one, so
 * jobs still marked as being worked on belong to a process that was killed: they are released at
 * once instead of after the library's four hours.
 */
async function beginPresence(workerUrl: string, log: Log): Promise<Connection> {
  const client = await connectTo(workerUrl, (err) =>
    log.warn({ err }, "the worker's own connection broke"),
  );
  const key = "hashtext('kalfa worker presence')";
  // The connections of a process killed a moment ago may take that moment to disappear.
  for (let attempt = 0; attempt < 5; attempt++) {
    const alone = await client.query<{ got: boolean }>(
      `select pg_try_advisory_lock(${key}) as got`,
    );
    if (alone.rows[0]?.got) {
      await client.query(
        `select ${QUEUE_SCHEMA}.force_unlock_workers(array_agg(distinct locked_by))
         from ${QUEUE_SCHEMA}._private_jobs where locked_by is not null
         having count(*) > 0`,
      );
      await client.query(`select pg_advisory_lock_shared(${key}), pg_advisory_unlock(${key})`);
      return client;
    }
    await pause(100);
  }
  await client.query(`select pg_advisory_lock_shared(${key})`);
  return client;
}
