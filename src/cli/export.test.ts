import { type ChildProcess, execFile, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PizZip from "pizzip";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { DEMO_SCHEME } from "../../tests/world/build.ts";
import { worldDatabase } from "../../tests/world/database.ts";
import { pause } from "../platform/clock.ts";
import { buildAssets } from "../ui/build/build-assets.ts";

const KALFA = join(import.meta.dirname, "../../bin/kalfa");
const db = await worldDatabase();
const home = mkdtempSync(join(tmpdir(), "kalfa-export-home-"));
const work = mkdtempSync(join(tmpdir(), "kalfa-export-"));
writeFileSync(join(home, "secret"), inject("postgres").secret);
writeFileSync(join(home, "data-key"), "a data key of the tests only, long enough");
const env = { PATH: process.env.PATH, KALFA_HOME: home, DATABASE_URL: db.adminUrl };
beforeAll(async () => {
  const { dir } = await buildAssets();
  cpSync(dir, join(home, "assets"), { recursive: true });
});
afterAll(() => {
  for (const folder of [home, work]) rmSync(folder, { recursive: true, force: true });
});

type Said = { readonly status: number; readonly stdout: string; readonly stderr: string };
const kalfa = (...words: string[]) =>
  new Promise<Said>((resolve) => {
    execFile(process.execPath, [KALFA, "export", ...words], { env }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });

const written = () =>
  db.sql<{ data: { level: string } }>("select data from event_log where name = 'archive.written'");

test("a programme becomes one file, readable by its owner alone, there when it is whole", async () => {
  const out = join(work, "all.zip");
  const half = join(work, ".all.zip.part");
  let early = 0;
  let sawHalf = false;
  const made = kalfa(DEMO_SCHEME, out, "--level", "public");
  let over = false;
  void made.finally(() => {
    over = true;
  });
  while (!over) {
    if (existsSync(half) && statSync(half).size > 0) {
      sawHalf = true;
      if (existsSync(out)) early += 1;
    }
    await pause(5);
  }
  const said = await made;
  expect([said.status, said.stderr]).toEqual([0, ""]);
  expect(sawHalf).toBe(true);
  expect(early).toBeLessThan(3);
  expect(said.stdout).toMatch(
    /^\S+all\.zip: \d+ tables with \d+ rows, \d+ papers and files, \d+ pages, [\d.]+ MB\.\n$/,
  );
  expect(statSync(out).mode & 0o777).toBe(0o600);
  const zip = new PizZip(readFileSync(out));
  const manifest = JSON.parse(zip.file("manifest.json")!.asText());
  expect(manifest).toMatchObject({ level: "public", by: "kalfa export" });
  expect(zip.file("site/index.html")).not.toBe(null);
  expect((await written()).map(({ data }) => data.level)).toEqual(["public"]);
  expect(readdirSync(work)).toEqual(["all.zip"]);
}, 90_000);

test("what cannot be written is said before the database is asked, and nothing is left", async () => {
  const there = join(work, "there.zip");
  writeFileSync(there, "somebody's own");
  const half = join(work, ".left.zip.part");
  writeFileSync(half, "half of an export");
  const [taken, nowhere, inFile, level, left, nobody] = await Promise.all([
    kalfa(DEMO_SCHEME, there),
    kalfa(DEMO_SCHEME, join(work, "no-folder", "out.zip")),
    kalfa(DEMO_SCHEME, join(there, "out.zip")),
    kalfa(DEMO_SCHEME, join(work, "level.zip"), "--level", "all"),
    kalfa(DEMO_SCHEME, join(work, "left.zip")),
    kalfa("no-such-programme", join(work, "none.zip")),
  ]);
  expect([taken, nowhere, inFile, level, left, nobody].map(({ status }) => status)).toEqual([
    2, 2, 2, 2, 2, 2,
  ]);
  expect(taken.stderr).toContain("there.zip is there already");
  expect(readFileSync(there, "utf8")).toBe("somebody's own");
  expect(nowhere.stderr).toMatch(/out\.zip: ENOENT/);
  expect(inFile.stderr).toMatch(/out\.zip: ENOTDIR/);
  expect(level.stderr).toBe("There is no level all: public, office or whole.\n");
  expect(left.stderr).toContain(".left.zip.part is left of an export");
  expect(readFileSync(half, "utf8")).toBe("half of an export");
  rmSync(half);
  expect(nobody.stderr).toBe("There is no programme with the short name no-such-programme.\n");
  expect(readdirSync(work).sort()).toEqual(["all.zip", "there.zip"]);
}, 60_000);

/** Ends when the process has, with what a shell would see. */
const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once("exit", (status) => resolve(status)));

test("ended in the middle, it leaves nothing behind and says so", async () => {
  const half = join(work, ".ended.zip.part");
  const child = spawn(process.execPath, [KALFA, "export", DEMO_SCHEME, join(work, "ended.zip")], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const status = ended(child);
  while (!(existsSync(half) && statSync(half).size > 0)) await pause(5);
  child.kill("SIGTERM");
  expect(await status).toBe(130);
  expect(stderr).toBe("Interrupted; nothing was written.\n");
  expect(readdirSync(work).sort()).toEqual(["all.zip", "there.zip"]);
  expect(await written()).toHaveLength(1);
}, 60_000);

test("a disk without room is an answer, not a fault of the program", async () => {
  // No file may grow beyond 64 blocks of 512 bytes; what is built already is only read.
  const command = `ulimit -f 64; exec "$0" "$@"`;
  const words = [KALFA, "export", DEMO_SCHEME, join(work, "full.zip"), "--level", "public"];
  const child = spawn("sh", ["-c", command, process.execPath, ...words], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  expect([await ended(child), stderr]).toEqual([2, expect.stringContaining("full.zip: EFBIG")]);
  expect(readdirSync(work).sort()).toEqual(["all.zip", "there.zip"]);
}, 60_000);
