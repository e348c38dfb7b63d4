/** `kalfa restore FILE --home FOLDER`: a backup becomes a data folder that Kalfa starts on. */
import { resolve } from "node:path";
import { administratorSentence } from "../platform/administrator.ts";
import { checkBackup } from "../platform/backup/check-backup.ts";
import { readKeys } from "../platform/backup/keys-file.ts";
import { type Restored, restoreBackup } from "../platform/backup/restore-backup.ts";
import { readConfig } from "../platform/config.ts";
import { ok, type Result } from "../shared/result.ts";
import { EXIT } from "./commands.ts";
import { progress } from "./progress.ts";

const WORDS = {
  checking: "Reading the backup",
  tables: "Bringing tables back",
  files: "Bringing files back",
  done: (home: string, at: string, { rows, files }: Restored) =>
    `${home} holds everything as it was at ${at}: ${rows} rows and ${files} uploads, each compared with the backup. Start Kalfa with KALFA_HOME=${home}.`,
  newer: (count: number) => `${count} changes of the database that came since were made as well.`,
  sessions: "Everybody signs in anew.",
  waiting: (what: string) =>
    `Work that waited then will be done at the next start: ${what}. A letter among it that went out after that moment goes out twice; to look through the outbox first, start once without KALFA_SMTP_URL.`,
  nothingWaits: "No work waited then.",
  erased:
    "Whatever was corrected, withdrawn or deleted after that moment is as it was before; do it again.",
  closed:
    "No keys were given, so new ones were made. What people told in confidence, photographs of consents, uploads and the sealed parts of runs stay closed, links of guardians stop working, and papers get another seal. If the keys file is found, restore once more with --keys into another empty folder.",
} as const;

type Done = { readonly home: string; readonly at: string; readonly restored: Restored };
type Choice = { readonly home: string; readonly keys?: string };

export async function runRestore(file: string, choice: Choice): Promise<number> {
  const bar = progress();
  const done = await bring(file, choice, bar.show).finally(bar.clear);
  if (!done.ok) {
    for (const problem of done.problems)
      process.stderr.write(`${administratorSentence(problem)}\n`);
    return EXIT.wrong;
  }
  const { home, at, restored } = done.value;
  const waiting = Object.entries(restored.waiting).map(([task, count]) => `${task} ${count}`);
  const lines = [
    WORDS.done(home, at, restored),
    ...(restored.newer.length > 0 ? [WORDS.newer(restored.newer.length)] : []),
    waiting.length > 0 ? WORDS.waiting(waiting.join(", ")) : WORDS.nothingWaits,
    WORDS.sessions,
    WORDS.erased,
    ...(choice.keys === undefined ? [WORDS.closed] : []),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return EXIT.done;
}

async function bring(
  file: string,
  choice: Choice,
  show: (what: string, done: number, all: number) => void,
): Promise<Result<Done>> {
  const config = readConfig(undefined, []);
  if (!config.ok) return config;
  const keys = choice.keys === undefined ? ok(null) : readKeys(resolve(choice.keys));
  if (!keys.ok) return keys;
  const checked = await checkBackup(resolve(file), keys.value, (done, all) =>
    show(WORDS.checking, done, all),
  );
  if (!checked.ok) return checked;
  const { archive, manifest } = checked.value;
  const home = resolve(choice.home);
  try {
    const restored = await restoreBackup({
      archive,
      manifest,
      home,
      keys: keys.value,
      databaseUrl: config.value.databaseUrl,
      onProgress: (what, done, all) => show(WORDS[what], done, all),
    });
    return restored.ok ? ok({ home, at: manifest.at, restored: restored.value }) : restored;
  } finally {
    await archive.close();
  }
}
