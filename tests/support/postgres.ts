/**
 * One PostgreSQL for a whole test run: the embedded one, or the server of TEST_DATABASE_URL. The
 * schema is migrated once, into a template; every test file works in a clone of its own.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../../src/platform/db/embedded.ts";
import { prepareDatabase } from "../../src/platform/db/prepare.ts";
import { isAlive } from "../../src/platform/processes.ts";
import { testFolder, testFolders } from "./folder.ts";

/** Beside the empty template, one with the demo's world in it, made when the first test asks for it. */
export const worldTemplate = (template: string): string => `${template}_world`;

export type TestServer = { adminUrl: string; template: string; secret: string };

declare module "vitest" {
  interface ProvidedContext {
    postgres: TestServer;
  }
}

const PREFIX = "kalfa-test-";
const SECRET = "a secret of the tests only";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = `kalfa_template_${process.pid}`;
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { adminUrl: given, stop: async () => {} } : await startOwn();
  await onServer(server.adminUrl, async (client) => {
    await client.query(`drop database if exists ${template}`);
    await client.query(`create database ${template} template template0 encoding 'UTF8'`);
  });
  const prepared = await prepareDatabase(databaseUrl(server.adminUrl, template), SECRET);
  if (!prepared.ok) {
    await server.stop();
    throw new Error(`The test database could not be prepared: ${JSON.stringify(prepared)}`);
  }
  project.provide("postgres", { adminUrl: server.adminUrl, template, secret: SECRET });
  return async () => {
    if (given) {
      await onServer(given, async (client) => {
        await client.query(`drop database if exists ${worldTemplate(template)}`);
        await client.query(`drop database if exists ${template}`);
      });
    }
    await server.stop();
  };
}

async function startOwn(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  await clearAbandoned();
  const home = join(testFolder, `${PREFIX}${process.pid}`);
  mkdirSync(home, { recursive: true });
  // Test data is thrown away in any case, so it need not survive a power cut.
  const settings = {
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    max_wal_size: "256MB",
  };
  const server = await startEmbedded({ home, settings });
  return {
    adminUrl: server.adminUrl,
    stop: async () => {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Test runs that were killed leave their server behind; the next run ends and deletes it. */
async function clearAbandoned(): Promise<void> {
  const left = testFolders.flatMap((folder) =>
    namesIn(folder).map((name) => ({ name, home: join(folder, name) })),
  );
  for (const { name, home } of left) {
    const starter = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length) : Number.NaN);
    if (!Number.isInteger(starter) || isAlive(starter)) continue;
    try {
      const pid = Number(
        readFileSync(join(home, "database/postmaster.pid"), "utf8").split("\n")[0],
      );
      if (isAlive(pid)) process.kill(pid, "SIGQUIT");
    } catch {
      // It had already ended, or belongs to someone else.
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  }
}

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

export function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

export async function onServer(
  adminUrl: string,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
