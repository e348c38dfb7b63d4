/** A restore into a database of one's own that fails halfway leaves nothing behind and says so. */
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { testCall } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { databaseUrl, onServer } from "../../../tests/support/postgres.ts";
import { administratorSentence } from "../administrator.ts";
import { connectTo } from "../db/connection.ts";
import { openVault } from "../vault.ts";
import { checkBackup } from "./check-backup.ts";
import type { Manifest } from "./manifest.ts";
import { restoreBackup } from "./restore-backup.ts";
import { writeBackup } from "./write-backup.ts";

const server = inject("postgres");
const db = await testDatabase();
await testCall(db);
const work = await mkdtemp(join(tmpdir(), "kalfa-undone-"));
const [out, keysOut, home] = [join(work, "a.tar"), join(work, "a.keys"), join(work, "home")];
// The roles are the whole server's: with another secret every other test would lose its database.
const keys = { secret: server.secret, dataKey: Buffer.alloc(32, 7).toString("base64"), seal: {} };
openVault(keys.dataKey);
const name = `kalfa_undone_${process.pid}`;
const target = databaseUrl(server.adminUrl, name);
await onServer(server.adminUrl, (client) => client.query(`create database ${name}`));
afterAll(async () => {
  await onServer(server.adminUrl, (client) =>
    client.query(`drop database if exists ${name} with (force)`),
  );
  await rm(work, { recursive: true, force: true });
});

const made = await writeBackup({
  adminUrl: db.adminUrl,
  home: work,
  keys,
  about: "",
  program: "0.1.0",
  out,
  keysOut,
});
if (!made.ok) throw new Error(JSON.stringify(made.problems));

async function restore(change: (manifest: Manifest) => Manifest = (same) => same) {
  const checked = await checkBackup(out, keys);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  const { archive, manifest } = checked.value;
  const order = { archive, manifest: change(manifest), home, keys, databaseUrl: target };
  return restoreBackup(order).finally(() => archive.close());
}

async function asked<Row extends object>(sql: string): Promise<Row[]> {
  const client = await connectTo(target);
  return client
    .query<Row & Record<string, unknown>>(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** What anybody made in the database, and how the server describes it. */
const traces = async () =>
  (
    await asked<{ made: number; owner: string; said: string | null }>(`
      select (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname !~ '^pg_' and n.nspname <> 'information_schema')
        + (select count(*)::int from pg_namespace
          where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')) as made,
        (select nspowner::regrole::text from pg_namespace where nspname = 'public') as owner,
        shobj_description((select oid from pg_database where datname = current_database()),
          'pg_database') as said`)
  )[0];

/** What roles may do with another database of the same server. */
const grants = () =>
  db.sql(`select a.grantee, a.privilege_type from pg_database d, aclexplode(d.datacl) a
    where d.datname = current_database() order by 1, 2`);

test("a restore that fails halfway leaves no table, no folder and no other password", async () => {
  const before = await traces();
  await db.sql(`do $$ begin execute
    format('grant connect, create on database %I to owner_, app', current_database()); end $$`);
  const granted = await grants();
  expect(before).toMatchObject({ made: 0, said: null });
  // The last table is not what the backup says: everything before it was written already.
  const done = await restore((manifest) => {
    const last = manifest.tables.findLastIndex(({ rows }) => rows > 0);
    const tables = manifest.tables.map((table, at) =>
      at === last ? { ...table, sha256: "0".repeat(64) } : table,
    );
    return { ...manifest, tables };
  });
  expect(done).toMatchObject({ ok: false, problems: [{ code: "restore-undone" }] });
  const [problem] = done.ok ? [] : done.problems;
  expect(problem && administratorSentence(problem)).toMatch(
    /did not come back as it was.*Nothing of it was left behind/,
  );
  expect(await traces()).toEqual(before);
  expect(existsSync(home)).toBe(false);
  expect((await readdir(work)).sort()).toEqual(["a.keys", "a.tar"]);
  // Other databases of the server go on under the same roles, which may do there what they might.
  expect(granted.length).toBeGreaterThan(3);
  expect(await grants()).toEqual(granted);
  expect(await db.database.withTx({ kind: "anonymous", schemeId: null }, async () => 1)).toBe(1);
});

test("what a killed restore left is cleared by the next; a database with anything in it is refused", async () => {
  await asked("create table notes (words text)");
  expect(await restore()).toMatchObject({ problems: [{ code: "restore-database-in-use" }] });
  expect(await traces()).toMatchObject({ made: 1 });
  await asked("drop table notes");
  await asked("create schema ref authorization owner_");
  await asked(`comment on database ${name} is 'kalfa-restore-unfinished'`);
  expect(await restore()).toMatchObject({ ok: true });
  expect(await traces()).toMatchObject({ said: null });
  expect(await asked("select slug from schemes")).toEqual(await db.sql("select slug from schemes"));
});
