/**
 * How long a backup takes and how long until Kalfa could start again from it: the demo's world, then
 * 50,000 applications with 500 uploads, through the same calls as the two commands. Into an embedded
 * database of its own each time, settings as in production.
 *
 *   node bench/backup.ts            measures and prints
 *   node bench/backup.ts --write    also writes the figures into docs/benchmarks.md
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { checkBackup } from "../src/platform/backup/check-backup.ts";
import { restoreBackup } from "../src/platform/backup/restore-backup.ts";
import { writeBackup } from "../src/platform/backup/write-backup.ts";
import { elapsed, systemClock } from "../src/platform/clock.ts";
import { startEmbedded } from "../src/platform/db/embedded.ts";
import { prepareDatabase } from "../src/platform/db/prepare.ts";
import { openShelf, shelve } from "../src/platform/files/shelf.ts";
import { openVault } from "../src/platform/vault.ts";
import { need } from "../tests/support/call.ts";
import { buildWorld } from "../tests/world/build.ts";
import { writeFigures } from "./figures.ts";

const APPLICATIONS = 50_000;
const UPLOADS = 500;
const KEYS = {
  secret: "a secret of the bench only",
  dataKey: Buffer.alloc(32, 7).toString("base64"),
};
const place = process.platform === "linux" ? "/var/tmp" : tmpdir();
const work = mkdtempSync(join(place, "kalfa-bench-"));
// The account of the database passes through it to its data.
chmodSync(work, 0o711);
const home = join(work, "home");
const figures: Record<string, string> = {};
const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`;
openVault(KEYS.dataKey);
openShelf(home);
const server = await startEmbedded({ home });
try {
  const urls = need(await prepareDatabase(server.adminUrl, KEYS.secret));
  await buildWorld({ appUrl: urls.appUrl, now: systemClock.now() });
  await measure("The demo");
  await multiply();
  await measure(`${APPLICATIONS.toLocaleString("en")} applications`);
  figures["Load of the machine meanwhile, other work included"] = loadavg()[0]!.toFixed(1);
  for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${value}`);
  if (process.argv.includes("--write")) {
    writeFigures("Backup and restore", "node bench/backup.ts --write", figures);
  }
} finally {
  await server.stop();
  rmSync(work, { recursive: true, force: true });
}

async function measure(what: string): Promise<void> {
  const [out, keysOut] = [join(work, `${what}.tar`), join(work, `${what}.keys`)];
  const keys = { ...KEYS, seal: {} };
  const backing = elapsed();
  const made = need(
    await writeBackup({
      adminUrl: server.adminUrl,
      home,
      keys,
      about: "",
      program: "bench",
      out,
      keysOut,
    }),
  );
  figures[`${what}: rows, uploads, size`] =
    `${made.rows.toLocaleString("en")}, ${made.files}, ${(made.bytes / 1_000_000).toFixed(1)} MB`;
  figures[`${what}: backup, read back`] = seconds(backing());
  const bringing = elapsed();
  const { archive, manifest } = need(await checkBackup(out, keys));
  figures[`${what}: every byte of it compared`] = seconds(bringing());
  const target = join(work, "restored");
  need(await restoreBackup({ archive, manifest, home: target, keys, databaseUrl: null }));
  figures[`${what}: restore from the command to a folder to start on`] = seconds(bringing());
  await archive.close();
  rmSync(target, { recursive: true });
}

/** Copies of the demo's applications with people of their own, and their lines of history. */
async function multiply(): Promise<void> {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  const columns = async (table: string, leave: readonly string[]) => {
    const { rows } = await client.query<{ name: string }>(
      `select quote_ident(attname) as name from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped
         and attgenerated = '' and attidentity = '' and attname <> all($2)`,
      [table, leave],
    );
    return rows.map(({ name }) => name).join(", ");
  };
  const [persons, applications, log] = [
    await columns("persons", ["id"]),
    await columns("applications", ["id", "person_id", "code"]),
    await columns("event_log", ["id", "subject_id"]),
  ];
  await client.query("set session_replication_role = replica");
  await client.query(`create temp table many as
    select a.id as old, a.person_id as old_person, gen_random_uuid() as id,
      gen_random_uuid() as person_id, row_number() over () as n
    from (select id, person_id from applications order by id) a
    cross join generate_series(1, 10000) limit ${APPLICATIONS}`);
  await client.query(`insert into persons (id, ${persons})
    select m.person_id, ${persons} from many m join (select id as old_id, ${persons} from persons) p
      on p.old_id = m.old_person`);
  await client.query(`insert into applications (id, person_id, code, ${applications})
    select m.id, m.person_id, 'KLF-' || overlay(lpad(upper(to_hex(m.n)), 6, '0') placing '-' from 4 for 0), ${applications} from many m
    join (select id as old_id, ${applications} from applications) a on a.old_id = m.old`);
  await client.query(`insert into event_log (subject_id, ${log})
    select m.id, ${log} from many m join (select subject_id as old_id, ${log} from event_log) e
      on e.old_id = m.old`);
  const scheme = await client.query<{ id: string }>("select id from schemes limit 1");
  const { id } = scheme.rows[0]!;
  for (let n = 0; n < UPLOADS; n += 1) {
    const { hash } = await shelve(id, Buffer.alloc(300_000, `upload ${n}`));
    await client.query(
      `insert into uploads (id, scheme_id, hash, kind, bytes, name, by, by_kind, at, state)
       values (gen_random_uuid(), $1, $2, 'pdf', 300000, 'scan.pdf', 'bench', 'staff', now(), 'checked')`,
      [id, hash],
    );
  }
  await client.end();
}
