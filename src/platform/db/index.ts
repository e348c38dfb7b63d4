import { createHash } from "node:crypto";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { isRefusal } from "../../shared/result.ts";
import { type Clock, elapsed, systemClock } from "../clock.ts";
import type { Actor, Membership, SchemeFacts, StaffActor } from "./actor.ts";
import { openPool } from "./connection.ts";
import type { DB } from "./schema.gen.ts";

// A day stays the text it is: pg's default would shift it through the machine's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
// Counts fit a double; as text they would compare and add as strings.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** What a use-case is given: a transaction bound to one actor, and the moment it counts as. */
export type Tx<A extends Actor = Actor> = {
  readonly db: Kysely<DB>;
  readonly actor: A;
  /**
   * When the request was there as a whole, by the database's clock: what a deadline is compared
   * with, and what receipt and log show. Two web servers whose clocks differ judge alike.
   */
  readonly now: Date;
  /**
   * Names what can be seen at the transaction's start (`pg_current_snapshot`). While nobody commits
   * a change anywhere, it stays the same.
   */
  readonly snapshot?: string;
};

/**
 * Statements are sent unnamed, so that any pooler works and memory stays bounded. The few that are
 * asked hundreds of times a second begin with this mark and are planned once a connection instead:
 * planning a list under row-level security costs more than reading its page. A pooler in
 * transaction mode must know prepared statements for these (pgbouncer since 1.21).
 */
export const PLANNED_ONCE = "/* planned once */";

const queryOf =
  (client: pg.PoolClient) =>
  (text: unknown, values?: unknown[]): unknown =>
    typeof text === "string" && text.startsWith(PLANNED_ONCE)
      ? client.query({
          name: createHash("sha256").update(text).digest("base64url"),
          text,
          values: values ?? [],
        })
      : client.query(text as string, values);

export type Purpose = "freeze" | "import" | "person-request" | "own-answers" | "care" | "archive";
type Options = {
  readonly purpose?: Purpose;
  /**
   * Does the work once more, from the beginning, when PostgreSQL ended it because two transactions
   * waited for each other in a circle. Only for work that does nothing beside its transaction.
   */
  readonly again?: boolean;
  /** Every statement sees what the first one saw: for what must add up over many tables. */
  readonly oneMoment?: boolean;
};

export type Database = {
  /**
   * Runs `work` in one transaction as `actor`. Row-level security sees the actor's scheme through
   * SET LOCAL, so nothing leaks to the connection's next user. A returned refusal rolls back.
   */
  withTx<T, A extends Actor>(
    actor: A,
    work: (tx: Tx<A>) => Promise<T>,
    options?: Options,
  ): Promise<T>;
  /**
   * The same for a signed-in person: session, live roles and context are read in the first round
   * trip. `null` when the session or the role is gone.
   */
  withStaff<T>(
    session: { readonly token: string; readonly scheme: string },
    work: (tx: Tx<StaffActor>) => Promise<T>,
    options?: Options,
  ): Promise<T | null>;
  /** True when the server answers; for `/health`. */
  answers(): Promise<boolean>;
  close(): Promise<void>;
};

type StaffRow = {
  user_id: string;
  user_name: string;
  scheme_id: string;
  scheme_name: SchemeFacts["name"];
  scheme_settings: SchemeFacts["settings"];
  scheme_invented: boolean;
  memberships: Membership[];
  snapshot: string;
  stale: boolean;
  at: Date;
};
/** Two waited for each other in a circle, and this is the one that PostgreSQL ended. */
const DEADLOCK = "40P01";
const isDeadlock = (error: unknown): boolean => (error as { code?: unknown })?.code === DEADLOCK;

type Opened = { readonly actor: Actor; readonly at: Date; readonly snapshot?: string };

export function openDatabase(from: { appUrl: string; clock: Clock; max?: number }): Database {
  // One that breaks, idle or at work, is replaced; the query under way fails and tells.
  const pool = openPool(from.appUrl, from.max ?? 10, () => {});
  const bound = new WeakMap<pg.PoolClient, Kysely<DB>>();
  const bind = (client: pg.PoolClient): Kysely<DB> => {
    const known = bound.get(client);
    if (known) return known;
    const borrowed = { query: queryOf(client), release: () => {} };
    const single = { connect: async () => borrowed, end: async () => {} };
    const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: single as never }) });
    bound.set(client, db);
    return db;
  };

  /** A test's clock is obeyed; else the database's, less the time that was spent in the queue. */
  const momentOf = (at: Date, waited: number): Date =>
    from.clock === systemClock ? new Date(at.getTime() - waited) : from.clock.now();

  async function inTransaction<T>(
    opening: (client: pg.PoolClient) => Promise<Opened | null>,
    work: (tx: Tx<never>) => Promise<T>,
    again = false,
  ): Promise<T | null> {
    const sinceAsked = elapsed();
    const client = await pool.connect();
    let broken: Error | undefined;
    const attempt = async (): Promise<T | null> => {
      // A second attempt is as old as the first: what was there in time stays in time.
      const waited = sinceAsked();
      try {
        return await attempted(client, waited, opening, work);
      } catch (error) {
        // A connection whose rollback fails is not given to the next user.
        await client.query("rollback").catch((failure: Error) => {
          broken = failure;
        });
        throw error;
      }
    };
    try {
      return await attempt().catch((error) => {
        if (!again || broken || !isDeadlock(error)) throw error;
        // The other of the two has gone on: this one meets its rows as it left them.
        return attempt();
      });
    } finally {
      client.release(broken);
    }
  }

  async function attempted<T>(
    client: pg.PoolClient,
    waited: number,
    opening: (client: pg.PoolClient) => Promise<Opened | null>,
    work: (tx: Tx<never>) => Promise<T>,
  ): Promise<T | null> {
    const opened = await opening(client);
    if (!opened) {
      await client.query("rollback");
      return null;
    }
    const { at, ...who } = opened;
    const value = await work({
      db: bind(client),
      ...(who as { actor: never; snapshot?: string }),
      now: momentOf(at, waited),
    });
    const ended = await client.query(isRefusal(value) ? "rollback" : "commit");
    // PostgreSQL answers the commit of a transaction that had failed with a quiet rollback.
    if (!isRefusal(value) && ended.command !== "COMMIT") throw new Error("nothing was committed");
    return value;
  }

  const purposeSql = (options?: Options) =>
    options?.purpose
      ? `, set_config('kalfa.purpose', ${pg.escapeLiteral(options.purpose)}, true)`
      : "";

  return {
    async withTx<T, A extends Actor>(actor: A, work: (tx: Tx<A>) => Promise<T>, options?: Options) {
      const scheme = actor.schemeId ?? "";
      const value = await inTransaction(
        async (client) => {
          const answers = (await client.query(
            `begin${options?.oneMoment ? " isolation level repeatable read" : ""}; select now() as at, pg_current_snapshot()::text as snapshot, set_config('kalfa.scheme', ${pg.escapeLiteral(scheme)}, true)${purposeSql(options)}`,
          )) as unknown as pg.QueryResult<{ at: Date; snapshot: string }>[];
          const { at, snapshot } = answers[1]!.rows[0]!;
          return { actor, at, snapshot };
        },
        work as (tx: Tx<never>) => Promise<T>,
        options?.again,
      );
      return value as T;
    },

    withStaff(session, work, options) {
      return inTransaction(
        async (client) => {
          // A role that ends is a deadline too: the database's clock ends it on every web server.
          const own = from.clock === systemClock ? null : from.clock.now().toISOString();
          const at = own === null ? "now()" : pg.escapeLiteral(own);
          const args = [session.token, session.scheme].map((a) => pg.escapeLiteral(a)).join(", ");
          const answers = (await client.query(
            `begin; select s.*, now() as at, pg_current_snapshot()::text as snapshot, set_config('kalfa.scheme', s.scheme_id::text, true)${purposeSql(options)}
           from auth.staff_by_session(${args}, ${at}) s`,
          )) as unknown as pg.QueryResult<StaffRow>[];
          const row = answers[1]?.rows[0];
          if (!row) return null;
          if (row.stale) {
            await client.query("select auth.touch_session($1, $2)", [session.token, own ?? row.at]);
          }
          const actor: StaffActor = {
            kind: "staff",
            userId: row.user_id,
            userName: row.user_name,
            schemeId: row.scheme_id,
            scheme: {
              slug: session.scheme,
              name: row.scheme_name,
              settings: row.scheme_settings,
              invented: row.scheme_invented,
            },
            memberships: row.memberships,
          };
          return { actor, snapshot: row.snapshot, at: row.at };
        },
        work as never,
        options?.again,
      );
    },

    async answers() {
      try {
        await pool.query("select 1");
        return true;
      } catch {
        return false;
      }
    },
    close: () => pool.end(),
  };
}
