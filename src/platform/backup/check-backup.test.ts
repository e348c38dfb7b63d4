/** A backup is believed only as far as Kalfa could have written it: anybody can close a file with its seal. */
import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { migrationsKnown } from "../db/migrate.ts";
import { archiveInto, sha256 } from "./archive.ts";
import { checkBackup } from "./check-backup.ts";
import { markOf } from "./keys-file.ts";
import { FORMAT, MANIFEST, type Manifest } from "./manifest.ts";

const folder = mkdtempSync(join(tmpdir(), "kalfa-crafted-"));
afterAll(() => rmSync(folder, { recursive: true }));
const table = { name: "public.schemes", columns: ["id"], rows: 0, sha256: sha256(Buffer.alloc(0)) };
const file = `${"0".repeat(8)}-0000-4000-8000-${"0".repeat(12)}/ab/${"ab".repeat(32)}`;
let made = 0;

/** A file that is closed as it should be, with whatever its manifest says. */
async function crafted(more: Partial<Manifest>): Promise<string> {
  made += 1;
  const path = join(folder, `${made}.tar`);
  const handle = await open(path, "wx");
  const archive = archiveInto(handle, 0);
  const manifest: Manifest = {
    format: FORMAT,
    program: "1",
    at: "2027-01-01T00:00:00.000Z",
    migrations: migrationsKnown().map(({ name, sha256: hash }) => ({ name, sha256: hash })),
    tables: [{ ...table, pieces: [] }],
    sequences: [],
    jobs: "jobs.json",
    files: [],
    missing: [],
    keys: markOf({ secret: "a", dataKey: "b" }),
    entries: [],
    ...more,
  };
  await archive.add(MANIFEST, Buffer.from(JSON.stringify(manifest)));
  await archive.finish();
  await handle.close();
  return path;
}
async function verdict(more: Partial<Manifest>): Promise<string> {
  const checked = await checkBackup(await crafted(more), null);
  if (!checked.ok) return checked.problems.map(({ code }) => code).join(" ");
  await checked.value.archive.close();
  return "sound";
}

test("one that Kalfa could have written is sound", async () => {
  expect(await verdict({})).toBe("sound");
  expect(await verdict({ files: [file] })).toBe("sound");
  const quoted = { ...table, name: 'auth."user"', columns: ["id", '"emailVerified"'], pieces: [] };
  expect(await verdict({ tables: [quoted] })).toBe("sound");
});

test.each<[string, Partial<Manifest>]>([
  ["a file outside the folder of files", { files: ["../../../etc/cron.d/kalfa"] }],
  ["a file beside its folder", { files: [`${file}/../../../../x`] }],
  [
    "a sentence in the name of a table",
    { tables: [{ ...table, name: "public.schemes; drop table public.schemes", pieces: [] }] },
  ],
  [
    "a sentence in the name of a column",
    { tables: [{ ...table, columns: ["id) to program 'touch x' --"], pieces: [] }] },
  ],
])("%s is refused before anything is written", async (_, more) => {
  expect(await verdict(more)).toBe("backup-changed");
});
