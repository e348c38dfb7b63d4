/** A database of one's own with the demo's world in it; the world is built once in a test run. */
import { inject } from "vitest";
import { systemClock } from "../../src/platform/clock.ts";
import { urlsOf } from "../../src/platform/db/roles.ts";
import { openVault } from "../../src/platform/vault.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { databaseUrl, onServer, worldTemplate } from "../support/postgres.ts";
import { buildWorld } from "./build.ts";

const LOCK = 427_165;

/** Call it at the top of a test file, or in a test that needs a world nobody has touched. */
export async function worldDatabase(): Promise<TestDatabase> {
  openVault("a data key of the tests only, long enough");
  const { adminUrl, template: migrated, secret } = inject("postgres");
  const template = worldTemplate(migrated);
  await onServer(adminUrl, async (client) => {
    // The other worker waits here for the one that builds. The lock ends with the connection.
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    const { rows } = await client.query("select 1 from pg_database where datname = $1", [template]);
    if (rows.length > 0) return;
    const unfinished = `${template}_unfinished`;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished} template ${migrated} owner owner_`);
    const { appUrl } = urlsOf(databaseUrl(adminUrl, unfinished), secret);
    await buildWorld({ appUrl, now: systemClock.now() });
    await client.query(`alter database ${unfinished} rename to ${template}`);
  });
  return testDatabase({ template });
}
