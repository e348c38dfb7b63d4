import { parseCronItems, type Runner, run, type TaskList } from "graphile-worker";
import { type Clock, elapsed, pause } from "../clock.ts";
import { type Connection, connectTo, openPool } from "../db/connection.ts";
import type { Database } from "../db/index.ts";
import type { Log } from "../log.ts";
import { type JobContext, NIGHTLY, type Task, type TaskName, type Tasks } from "./jobs.ts";
import { QUEUE_SCHEMA } from "./prepare.ts";
import { silentLogger } from "./queue-log.ts";

export type Worker = {
  /** Waits for the jobs at work, takes no new ones. Jobs cut off by the deadline run again later. */
  stop(): Promise<void>;
  /** False while the queue is away: its database has crashed and it is coming back. */
  isWorking(): boolean;
};

type Options = {
  /** As role `worker`, a direct connection: a pooler in transaction mode loses LISTEN. */
  readonly workerUrl: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Jobs of a kind that has no task here wait for a process that has. */
  readonly tasks: Partial<Tasks>;
  readonly concurrency?: number;
};

/** Between two tries to come back. */
const AGAIN_MS = 250;

/**
 * Works until it is stopped. When the database crashes under it (one killed connection makes
 * PostgreSQL end all of them), jobs may stay marked as being worked on by us though we know nothing
 * of them any more. So the queue is then begun anew as after a start, which releases them.
 */
export async function startWorker(options: Options): Promise<Worker> {
  let stopping = false;
  let shift: Shift | null = await beginShift(options);
  const working = (async () => {
    while (shift !== null) {
      // Asked to stop while it was coming back.
      if (stopping) shift.end();
      const broken = await shift.ended;
      const ended: Shift = shift;
      shift = null;
      await ended.stop();
      if (stopping) return;
      options.log.error({ err: broken }, "the job queue lost its database and begins anew");
      shift = await untilBegun();
    }
  })();

  async function untilBegun(): Promise<Shift | null> {
    while (!stopping) {
      try {
        return await beginShift(options);
      } catch {
        await pause(AGAIN_MS);
      }
    }
    return null;
  }

  return {
    isWorking: () => shift !== null,
    async stop() {
      stopping = true;
      shift?.end();
      await working;
    },
  };
}

/** One run of the queue, on connections of its own. */
type Shift = {
  /** Settles when the queue has given up, its connection broke (with the error) or `end` was called. */
  readonly ended: Promise<unknown>;
  end(): void;
  /** Waits for the jobs at work and closes the connections. */
  stop(): Promise<void>;
};

async function beginShift(options: Options): Promise<Shift> {
  let end: (error?: unknown) => void = () => {};
  const ended = new Promise<unknown>((resolve) => {
    end = resolve;
  });
  const presence = await beginPresence(options.workerUrl, end);
  // The queue finds out by itself about a connection of its own; what it needs is a listener.
  const pool = openPool(options.workerUrl, 4, () => {});
  try {
    const runner: Runner = await run({
      pgPool: pool,
      concurrency: options.concurrency ?? 2,
      // Signals are main.ts's: it stops the web first, then us, then the database.
      noHandleSignals: true,
      taskList: { ...taskListOf(options), [EVERY_NIGHT]: everyNight },
      parsedCronItems: parseCronItems([
        // Of a machine that sleeps at night the morning does.
        { task: EVERY_NIGHT, match: "17 1 * * *", options: { backfillPeriod: DAY_MS } },
      ]),
      preset: {
        worker: {
          schema: QUEUE_SCHEMA,
          pollInterval: 2_000,
          logger: silentLogger,
          // Ends of jobs are told in batches, because only the batches' failures are handled: one
          // that cannot be told ends this shift instead of the process.
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
    });
    runner.promise.then(() => end(), end);
    return {
      ended,
      end,
      async stop() {
        await runner.stop().catch(() => {});
        await presence.end().catch(() => {});
        await pool.end();
      },
    };
  } catch (error) {
    await presence.end().catch(() => {});
    await pool.end();
    throw error;
  }
}

const EVERY_NIGHT = "every-night";
const DAY_MS = 86_400_000;

/** One job a scheme: the queue knows no schemes, and a job knows no other than its own. */
const everyNight: TaskList[string] = async (_, helpers) => {
  const { rows } = await helpers.query<{ id: string }>("select ref.running_schemes() as id");
  for (const { id } of rows) {
    for (const name of NIGHTLY) {
      const how = { jobKey: `${name}:${id}`, maxAttempts: 3 };
      await helpers.addJob(name, { schemeId: id }, how);
    }
  }
};

function taskListOf(options: Options): TaskList {
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
async function beginPresence(
  workerUrl: string,
  onBreak: (error: Error) => void,
): Promise<Connection> {
  const client = await connectTo(workerUrl, onBreak);
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
