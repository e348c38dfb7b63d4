/** A database of one's own for a test file: a clone of the migrated template, gone afterwards. */
import pg from "pg";
import { afterAll, inject } from "vitest";
import { type Clock, systemClock } from "../../src/platform/clock.ts";
import { type Database, openDatabase } from "../../src/platform/db/index.ts";
import { type RoleUrls, urlsOf } from "../../src/platform/db/roles.ts";
import { databaseUrl, onServer } from "./postgres.ts";

export type TestDatabase = RoleUrls & {
  /** What the application gets: transactions of an actor, as role `app`. */
  database: Database;
  /** As the superuser, past row-level security: to prepare a case or to look at what was written. */
  sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<Row[]>;
  adminUrl: string;
  /** Called by itself after the last test of the file. */
  close(): Promise<void>;
};

let clones = 0;

/**
 * Call it at the top of a test file: `const db = await testDatabase();`
 * @param options.clock the clock of every transaction; the machine's own when left out
 * @param options.template what is cloned; the migrated and empty one when left out
 */
export async function testDatabase(
  options: { clock?: Clock; max?: number; template?: string } = {},
): Promise<TestDatabase> {
  const server = inject("postgres");
  clones += 1;
  const name = `kalfa_test_${process.pid}_${clones}`;
  await onServer(server.adminUrl, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(
      `create database ${name} template ${options.template ?? server.template} owner owner_`,
    );
  });
  const adminUrl = databaseUrl(server.adminUrl, name);
  const urls = urlsOf(adminUrl, server.secret);
  const database = openDatabase({
    appUrl: urls.appUrl,
    clock: options.clock ?? systemClock,
    max: options.max ?? 4,
  });
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  // Closing a database by force breaks idle connections; that is not a failure of a test.
  admin.on("error", () => {});
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await Promise.all([database.close(), admin.end()]);
    await onServer(server.adminUrl, (client) =>
      client.query(`drop database if exists ${name} with (force)`),
    );
  };
  afterAll(close);
  return {
    ...urls,
    adminUrl,
    database,
    close,
    async sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]) {
      return (await admin.query<Row>(text, values)).rows;
    },
  };
}
