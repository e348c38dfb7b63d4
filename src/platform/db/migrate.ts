/**
 * Brings the schema up to date: numbered SQL files, forward only, each in a transaction of its own.
 *
 * Refuses, before touching anything, a database that a newer Kalfa has already migrated (an older
 * program would write rows the newer schema does not expect) and a file changed after it ran (two
 * installations would carry the same number and differ).
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";

export const MIGRATIONS = join(import.meta.dirname, "../../../db/migrations");

type Migration = { name: string; sql: string; sha256: string };

/**
 * @param ownerUrl a direct connection as `owner_`: a pooler in transaction mode loses the lock
 * @param last the last one to apply, for rows of an earlier time; all of them when left out
 */
export async function migrate(
  ownerUrl: string,
  folder: string = MIGRATIONS,
  last?: string,
): Promise<Result<{ applied: string[] }>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // Held until the connection closes: a second program waits here and then finds nothing to do.
    await client.query("select pg_advisory_lock(hashtext('kalfa migrations'))");
    await client.query("create schema if not exists ref");
    await client.query(`create table if not exists ref.migrations (
      name text primary key,
      sha256 text not null,
      applied_at timestamptz not null default now()
    )`);
    const known = readMigrations(folder);
    const { rows: done } = await client.query<{ name: string; sha256: string }>(
      "select name, sha256 from ref.migrations order by name",
    );
    const problems = differences(known, done);
    if (problems.length > 0) return refuse(...problems);

    const applied: string[] = [];
    const doneNames = new Set(done.map((row) => row.name));
    for (const migration of known) {
      if (doneNames.has(migration.name)) continue;
      if (last !== undefined && migration.name > last) break;
      await apply(client, migration);
      applied.push(migration.name);
    }
    return ok({ applied });
  } finally {
    await client.end();
  }
}

/** Those of this program, in their order. */
export const migrationsKnown = (): readonly Omit<Migration, "sql">[] => readMigrations(MIGRATIONS);

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      // git may check files out with other line ends; that is not an edit.
      const sql = readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n");
      return { name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
    });
}

function differences(
  known: readonly Migration[],
  done: readonly { name: string; sha256: string }[],
): Problem[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  const newer = done.filter((row) => !byName.has(row.name));
  if (newer.length > 0) {
    return [{ code: "schema-newer-than-program", params: { name: newer.at(-1)!.name } }];
  }
  return done
    .filter((row) => byName.get(row.name)?.sha256 !== row.sha256)
    .map((row) => ({ code: "migration-edited", params: { name: row.name } }));
}

async function apply(client: pg.Client, { name, sql, sha256 }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query("insert into ref.migrations (name, sha256) values ($1, $2)", [name, sha256]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    const position = (error as { position?: string }).position;
    const place = position ? `, line ${sql.slice(0, Number(position)).split("\n").length}` : "";
    throw new Error(`Migration ${name}${place}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
