import { execFile } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import {
  clearHome,
  killLaunched,
  startProgram,
  temporaryHome,
} from "../../../tests/support/process.ts";
import { worldDatabase } from "../../../tests/world/database.ts";
import { pause } from "../clock.ts";
import { type Connection, connectTo } from "../db/connection.ts";
import { startEmbedded } from "../db/embedded.ts";
import { openShelf, shelve, taken } from "../files/shelf.ts";
import { newId } from "../random.ts";
import { openVault, seal, unseal } from "../vault.ts";
import { checkBackup } from "./check-backup.ts";
import { writeBackup } from "./write-backup.ts";

const KALFA = join(import.meta.dirname, "../../../bin/kalfa");
const DATA_KEY = Buffer.alloc(32, 7).toString("base64");
const { secret } = inject("postgres");
const db = await worldDatabase();
const work = await mkdtemp(join(tmpdir(), "kalfa-backup-"));
const from = join(work, "from");
const home = await temporaryHome();
const [out, keysOut] = [join(work, "kept.tar"), join(work, "away.keys")];
await clearHome(home);
afterAll(async () => {
  await killLaunched();
  await clearHome(home);
  rmSync(work, { recursive: true, force: true });
});

const keys = { secret, dataKey: DATA_KEY, seal: { "seal.crt": "Y3J0" } };
openVault(DATA_KEY);
openShelf(from);

function kalfa(...words: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const { PATH = "" } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, [KALFA, ...words], { env: { PATH } }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

/** Every row of every table of ours, however it lies on the disk. */
async function fingerprints(client: Connection): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname !~ '^pg_' and schemaname not in ('information_schema', 'graphile_worker')
     order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    const one = await client.query<{ print: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(h, '' order by h)), '') as print
       from (select md5(t::text) as h from ${name} t) x`,
    );
    found[name] = one.rows[0]!.print;
  }
  return found;
}

/** A learner's name changes, and one more line of history is written, for as long as it is wanted. */
function writesGoOn(): { end(): Promise<number> } {
  let over = false;
  let count = 0;
  const work = (async () => {
    const client = await connectTo(db.adminUrl);
    while (!over) {
      await client.query(
        "update persons set given_names = given_names || '.' where ctid = (select ctid from persons limit 1)",
      );
      await client.query(
        `insert into uploads (id, scheme_id, hash, kind, bytes, name, by, by_kind, at, state)
         select gen_random_uuid(), id, repeat('0', 64), 'pdf', 1, 'later.pdf', 'x', 'staff', now(), 'checked'
         from schemes limit 1`,
      );
      count += 1;
      await pause(2);
    }
    await client.end();
  })();
  return {
    async end() {
      over = true;
      await work;
      return count;
    },
  };
}

test("a backup made while writes go on comes back row for row, with its files, and Kalfa starts on it", async () => {
  const [scheme] = await db.sql<{ id: string }>("select id from schemes limit 1");
  const scan = Buffer.from("%PDF-1.7 a scan of a passport");
  const kept = await shelve(scheme!.id, scan);
  await db.sql(
    `insert into uploads (id, scheme_id, hash, kind, bytes, name, by, by_kind, at, state)
     values ($1, $2, $3, 'pdf', $4, 'scan.pdf', 'x', 'staff', now(), 'checked')`,
    [newId(), scheme!.id, kept.hash, scan.length],
  );
  await db.sql("select graphile_worker.add_job('forget-tries', '{\"schemeId\":\"x\"}')");
  const waiting = await db.sql<{ count: number }>(
    "select count(*) as count from graphile_worker.jobs where attempts < max_attempts",
  );
  await mkdir(join(from, "keys"), { recursive: true });

  const writer = writesGoOn();
  let then: Record<string, string> = {};
  const made = await writeBackup({
    adminUrl: db.adminUrl,
    home: from,
    keys,
    about: "",
    program: "0.1.0",
    out,
    keysOut,
    async onSnapshot(name) {
      // Another connection looks at the very moment that is kept.
      const same = await connectTo(db.adminUrl);
      await same.query("begin isolation level repeatable read read only");
      await same.query(`set transaction snapshot '${name}'`);
      await pause(100);
      then = await fingerprints(same);
      await same.end();
    },
  });
  expect(await writer.end()).toBeGreaterThan(10);
  // Rows that the writer put down before that moment name files that never were.
  expect(made).toMatchObject({ ok: true, value: { files: 1 } });
  expect((await readdir(work)).sort()).toEqual(["away.keys", "from", "kept.tar"]);

  const restored = await kalfa("restore", out, "--home", home, "--keys", keysOut);
  expect(restored).toMatchObject({ status: 0, stderr: "" });
  expect(restored.stdout).toContain("forget-tries 1");
  expect(restored.stdout).toContain("Everybody signs in anew.");
  expect(restored.stdout).not.toContain("stay closed");
  expect(readFileSync(join(home, "data-key"), "utf8")).toBe(DATA_KEY);
  expect(readFileSync(join(home, "keys/seal.crt"), "utf8")).toBe("crt");

  const embedded = await startEmbedded({ home });
  const client = await connectTo(embedded.adminUrl);
  const now = await fingerprints(client);
  const jobs = await client.query("select count(*) as count from graphile_worker.jobs");
  await client.end();
  await embedded.stop();
  const empty = "0 ";
  expect(now).toEqual({ ...then, "auth.session": empty, "auth.verification": empty });
  expect(Object.values(now).filter((print) => print !== empty).length).toBeGreaterThan(40);
  expect(jobs.rows).toEqual(waiting);
  openShelf(home);
  expect(await taken(kept)).toEqual(scan);

  const program = await startProgram({ home, args: ["--empty"] });
  const page = await fetch(program.url);
  expect([page.status, (await page.text()).includes("<h1")]).toEqual([200, true]);
  const [open] = await db.sql<{ slug: string }>(
    "select slug from schemes where kind = 'running' limit 1",
  );
  expect((await fetch(`${program.url}/en/${open!.slug}/calls`)).status).toBe(200);
  await program.stop();
}, 90_000);

test("the same folder is not restored into twice, and a backup replaces none", async () => {
  const before = await readdir(home);
  const again = await kalfa("restore", out, "--home", home, "--keys", keysOut);
  expect(again).toMatchObject({ status: 2, stdout: "" });
  expect(again.stderr).toContain(`The folder ${home} is not empty. Nothing was restored.`);
  expect(await readdir(home)).toEqual(before);
  const order = {
    adminUrl: db.adminUrl,
    home: from,
    keys,
    about: "",
    program: "0.1.0",
    out,
    keysOut,
  };
  expect(await writeBackup(order)).toMatchObject({
    ok: false,
    problems: [{ code: "backup-in-the-way", params: { path: out } }, { params: { path: keysOut } }],
  });
});

test("one flipped byte anywhere in a backup is found, and one cut off or added", async () => {
  const whole = await readFile(out);
  const bad = join(work, "bad.tar");
  // Of every kind of place one, then others spread over the whole: head, rows, padding, manifest, seal.
  const places = [0, 100, 124, 148, 156, 300, 511, 512, 513];
  for (let back = 1; back <= 2_048; back += 97) places.push(whole.length - back);
  for (let n = 1; n <= 40; n += 1) places.push(Math.floor((whole.length * n) / 41));
  for (const place of places) {
    const turned = Buffer.from(whole);
    turned[place]! ^= 1 << (place % 8);
    writeFileSync(bad, turned);
    expect(await checkBackup(bad, keys), `byte ${place}`).toMatchObject({
      ok: false,
      problems: [{ code: "backup-changed" }],
    });
  }
  for (const other of [
    whole.subarray(0, -1),
    whole.subarray(512),
    whole.subarray(0, 4_096),
    Buffer.concat([whole, Buffer.alloc(512)]),
    Buffer.alloc(0),
  ]) {
    writeFileSync(bad, other);
    expect(await checkBackup(bad, keys)).toMatchObject({ ok: false });
  }
  const nowhere = join(work, "nowhere");
  const refused = await kalfa("restore", bad, "--home", nowhere);
  expect(refused).toMatchObject({ status: 2, stdout: "" });
  expect(refused.stderr).toContain("is no whole backup of Kalfa");
  expect(await readdir(work)).not.toContain("nowhere");
}, 60_000);

test("the keys are in no backup; other keys are refused, and what they sealed does not open without them", async () => {
  const whole = await readFile(out);
  for (const one of [secret, DATA_KEY, Buffer.from(DATA_KEY, "base64")]) {
    expect(whole.includes(one)).toBe(false);
  }
  expect(JSON.parse(readFileSync(keysOut, "utf8"))).toMatchObject({ secret, dataKey: DATA_KEY });
  const other = { ...keys, dataKey: Buffer.alloc(32, 8).toString("base64") };
  expect(await checkBackup(out, other)).toMatchObject({
    ok: false,
    problems: [{ code: "keys-of-another" }],
  });
  openVault(DATA_KEY);
  const told = seal("told in confidence", "somewhere/1");
  openVault(other.dataKey);
  expect(() => unseal(told, "somewhere/1")).toThrow();
  openVault(DATA_KEY);
  expect(unseal(told, "somewhere/1")).toBe("told in confidence");
});
