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
import { multiply } from "./many-applications.ts";

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
  await multiply(server.adminUrl, APPLICATIONS);
  await shelveMany();
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

/** As many files as an office of some years has. */
async function shelveMany(): Promise<void> {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
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
