/** `kalfa backup WHERE`: everything as it is at one moment, in one file, and the keys in another. */
import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { administratorSentence } from "../platform/administrator.ts";
import { reachInstallation } from "../platform/backup/reach.ts";
import { type BackupMade, writeBackup } from "../platform/backup/write-backup.ts";
import { systemClock } from "../platform/clock.ts";
import { readConfig } from "../platform/config.ts";
import { ok, type Result, refuse } from "../shared/result.ts";
import { EXIT } from "./commands.ts";
import { version } from "./program-version.ts";
import { progress } from "./progress.ts";

const WORDS = {
  tables: "Keeping tables",
  files: "Keeping files",
  checking: "Reading it back",
  made: (out: string, { rows, tables, files, bytes, at }: BackupMade) =>
    `${out}: everything as it was at ${at}, ${rows} rows of ${tables} tables and ${files} uploads, ${(bytes / 1_000_000).toFixed(1)} MB, read back and whole.`,
  missing: (count: number) =>
    `${count} uploads were gone from the disk when they were to be read; the manifest names them.`,
  about:
    "The keys of a Kalfa installation. Keep this file away from the backup: together they open everything, and without this one nobody opens what people told in confidence.",
  keys: (path: string) =>
    `${path}: the keys. Take this file away from the backup now, to a place of its own (a password manager, a safe): with both in one hand everything can be read, and without it nobody opens what people told in confidence.`,
} as const;

type Made = { readonly out: string; readonly keysOut: string; readonly made: BackupMade };

export async function runBackup(where: string, { keys }: { keys?: string }): Promise<number> {
  const done = await make(where, keys);
  if (!done.ok) {
    for (const problem of done.problems)
      process.stderr.write(`${administratorSentence(problem)}\n`);
    return EXIT.wrong;
  }
  const { out, keysOut, made } = done.value;
  process.stdout.write(`${WORDS.made(out, made)}\n${WORDS.keys(keysOut)}\n`);
  if (made.missing > 0) process.stderr.write(`${WORDS.missing(made.missing)}\n`);
  return EXIT.done;
}

async function make(where: string, keys: string | undefined): Promise<Result<Made>> {
  // The words after the command are the command's, not settings of the program.
  const config = readConfig(undefined, []);
  if (!config.ok) return config;
  const given = resolve(where);
  const isFolder = existsSync(given) && statSync(given).isDirectory();
  const out = isFolder ? join(given, nameNow()) : given;
  const keysOut = keys === undefined ? `${out}.keys` : resolve(keys);
  const nowhere = [...new Set([dirname(out), dirname(keysOut)])].filter((one) => !existsSync(one));
  if (nowhere.length > 0) {
    return refuse(...nowhere.map((path) => ({ code: "backup-no-folder", params: { path } })));
  }
  const reached = await reachInstallation(config.value);
  if (!reached.ok) return reached;
  const bar = progress();
  try {
    const { adminUrl, home, keys: own } = reached.value;
    const made = await writeBackup({
      adminUrl,
      home,
      keys: own,
      about: WORDS.about,
      program: version,
      out,
      keysOut,
      onProgress: (what, at, all) => bar.show(WORDS[what], at, all),
    });
    return made.ok ? ok({ out, keysOut, made: made.value }) : made;
  } finally {
    bar.clear();
    await reached.value.release();
  }
}

/** Names of one folder stand in the order of their moments. */
const nameNow = (): string =>
  `kalfa-${systemClock.now().toISOString().slice(0, 19).replaceAll(":", "")}Z.tar`;
