/** `kalfa export SCHEME OUT.zip`: everything of a scheme in one archive that needs no Kalfa. */

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { administratorSentence } from "../platform/administrator.ts";
import { reachInstallation } from "../platform/backup/reach.ts";
import { systemClock } from "../platform/clock.ts";
import { readConfig } from "../platform/config.ts";
import { connectTo } from "../platform/db/connection.ts";
import { type Database, openDatabase } from "../platform/db/index.ts";
import { urlsOf } from "../platform/db/roles.ts";
import { record } from "../platform/events/record.ts";
import { openUploads } from "../platform/files/upload.ts";
import { beginWhole, halfOf, type WholeFile } from "../platform/files/whole-file.ts";
import { LOCALES } from "../platform/i18n/index.ts";
import { createLog } from "../platform/log.ts";
import { openVault } from "../platform/vault.ts";
import { ok, type Problem, type Result, refuse } from "../shared/result.ts";
import { type ExportCounts, isLevel, type Level } from "../stages/archive/archive.ts";
import { runExport } from "../stages/archive/run-export.ts";
import { readScheme } from "../stages/schemes/read-scheme.ts";
import { loadAssets } from "../ui/assets.ts";
import { buildAssets } from "../ui/build/build-assets.ts";
import { EXIT } from "./commands.ts";
import { InOut } from "./folders.ts";
import { version } from "./program-version.ts";
import { progress } from "./progress.ts";

const WORDS = {
  writing: "Writing the archive",
  level: (level: string) => `There is no level ${level}: public, office or whole.`,
  taken: (path: string) => `${path} is there already; choose another name.`,
  half: (path: string) =>
    `${path} is left of an export that was ended in the middle, or another is writing it now. Remove it, then try again.`,
  interrupted: "Interrupted; nothing was written.",
  nobody: (slug: string) => `There is no programme with the short name ${slug}.`,
  made: (out: string, bytes: number, { tables, rows, documents, pages }: ExportCounts) =>
    `${out}: ${tables} tables with ${rows} rows, ${documents} papers and files, ${pages} pages, ${(bytes / 1_000_000).toFixed(1)} MB.`,
  missing: (count: number) =>
    `${count} files were gone from the disk; documents/index.csv names them.`,
} as const;

export async function runSchemeExport(
  slug: string,
  where: string,
  { level }: { readonly level: string },
): Promise<number> {
  const out = resolve(where);
  const wrong = !isLevel(level) ? WORDS.level(level) : existsSync(out) ? WORDS.taken(out) : null;
  if (wrong !== null || !isLevel(level)) {
    process.stderr.write(`${wrong}\n`);
    return EXIT.wrong;
  }
  const file = await begun(out);
  if (file === null) {
    process.stderr.write(`${WORDS.half(halfOf(out))}\n`);
    return EXIT.wrong;
  }
  const interrupted = interruption();
  try {
    const made = await make({ slug, level, file, signal: interrupted.signal });
    if (!made.ok) return complain(made.problems, slug);
    const { bytes, counts } = made.value;
    process.stdout.write(`${WORDS.made(out, bytes, counts)}\n`);
    if (counts.missing > 0) process.stderr.write(`${WORDS.missing(counts.missing)}\n`);
    return EXIT.done;
  } catch (error) {
    // Whatever failed in the middle of being ended failed because of it.
    if (interrupted.signal.aborted) {
      process.stderr.write(`${WORDS.interrupted}\n`);
      return EXIT.interrupted;
    }
    throw isOfDisk(error) ? new InOut(out, error) : error;
  } finally {
    interrupted.over();
    await file.drop();
  }
}

/** The file that is to be made, tried before the database is asked anything; null where a half of it lies. */
async function begun(out: string): Promise<WholeFile | null> {
  try {
    return await beginWhole(out);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return null;
    throw new InOut(out, error);
  }
}

/** Of the file itself: a full disk, a stick that was pulled out, a name that somebody took meanwhile. */
const isOfDisk = (error: unknown): boolean =>
  /^(ENOSPC|EDQUOT|EFBIG|EIO|EROFS|ENODEV|ENXIO|ESTALE|EEXIST)$/.test(
    String((error as NodeJS.ErrnoException | null)?.code),
  );

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Ctrl-C and the like end the writing, which then lets go of everything it began. */
function interruption(): { readonly signal: AbortSignal; over(): void } {
  const by = new AbortController();
  const end = () => by.abort();
  for (const signal of SIGNALS) process.on(signal, end);
  return {
    signal: by.signal,
    over() {
      for (const signal of SIGNALS) process.off(signal, end);
    },
  };
}

function complain(problems: readonly Problem[], slug: string): number {
  for (const problem of problems) {
    const nobody = problem.code === "export-no-scheme";
    process.stderr.write(`${nobody ? WORDS.nobody(slug) : administratorSentence(problem)}\n`);
  }
  return EXIT.wrong;
}

type Made = { readonly bytes: number; readonly counts: ExportCounts };

type Order = {
  readonly slug: string;
  readonly level: Level;
  readonly file: WholeFile;
  readonly signal: AbortSignal;
};

async function make(order: Order): Promise<Result<Made>> {
  // The words after the command are the command's, not settings of the program.
  const config = readConfig(undefined, []);
  if (!config.ok) return config;
  const reached = await reachInstallation(config.value);
  if (!reached.ok) return reached;
  const { adminUrl, home, keys } = reached.value;
  openVault(keys.dataKey);
  openUploads({ home, clamd: null });
  const { appUrl } = urlsOf(adminUrl, keys.secret);
  const database = openDatabase({ appUrl, clock: systemClock, max: 3 });
  try {
    const publicUrl = config.value.publicUrl ?? `http://localhost:${config.value.port}`;
    return await write({ ...order, database, adminUrl, publicUrl, secret: keys.secret, home });
  } finally {
    await database.close();
    await reached.value.release();
  }
}

async function write(
  from: Order & {
    readonly database: Database;
    readonly adminUrl: string;
    readonly publicUrl: string;
    readonly secret: string;
    readonly home: string;
  },
): Promise<Result<Made>> {
  const { database, level, publicUrl, slug } = from;
  const schemeId = await schemeIdOf(from.adminUrl, slug);
  if (schemeId === null) return refuse({ code: "export-no-scheme" });
  const actor = { kind: "system", schemeId } as const;
  const scheme = await database.withTx(actor, readScheme);
  if (!scheme) return refuse({ code: "export-no-scheme" });
  const assets = await buildAssets(join(from.home, "assets"));
  loadAssets(assets.dir);
  const { drawn, openPages } = await import("../export-pages.ts");
  const pages = await openPages({
    database,
    clock: systemClock,
    secret: from.secret,
    publicUrl,
    assets: assets.dir,
    log: createLog({ level: "fatal" }),
  });
  const bar = progress();
  const by = "kalfa export";
  try {
    const done = await runExport(
      {
        order: {
          level,
          scheme: { id: scheme.id, slug: scheme.slug, name: scheme.name },
          at: systemClock.now(),
          by,
          program: `kalfa ${version}`,
          languages: LOCALES,
        },
        asker: { id: "system", name: by },
        moment: (work) => database.withTx(actor, work, { oneMoment: true, purpose: "archive" }),
        ask: pages.ask,
        publicUrl,
        drawn,
        onProgress: async (at, all) => bar.show(WORDS.writing, at, all),
      },
      (bytes) => from.file.keep(bytes),
      from.signal,
    );
    const { bytes, sha256, counts } = done;
    await database.withTx(actor, (tx) =>
      record(
        tx,
        "archive.written",
        { type: "scheme", id: schemeId },
        { level, bytes, sha256, ...counts },
      ),
    );
    return ok({ bytes, counts });
  } finally {
    bar.clear();
    await pages.close();
  }
}

/** Also of one that is not listed: whoever runs the installation may name any. */
async function schemeIdOf(adminUrl: string, slug: string): Promise<string | null> {
  const client = await connectTo(adminUrl);
  try {
    const { rows } = await client.query<{ id: string }>("select id from schemes where slug = $1", [
      slug,
    ]);
    return rows[0]?.id ?? null;
  } finally {
    await client.end();
  }
}
