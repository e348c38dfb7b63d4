/** `kalfa export SCHEME OUT.zip`: everything of a scheme in one archive that needs no Kalfa. */

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
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
import { LOCALES } from "../platform/i18n/index.ts";
import { createLog } from "../platform/log.ts";
import { openVault } from "../platform/vault.ts";
import { ok, type Result, refuse } from "../shared/result.ts";
import { type ExportCounts, isLevel, type Level } from "../stages/archive/archive.ts";
import { runExport } from "../stages/archive/run-export.ts";
import { readScheme } from "../stages/schemes/read-scheme.ts";
import { loadAssets } from "../ui/assets.ts";
import { buildAssets } from "../ui/build/build-assets.ts";
import { EXIT } from "./commands.ts";
import { version } from "./program-version.ts";
import { progress } from "./progress.ts";

const WORDS = {
  writing: "Writing the archive",
  level: (level: string) => `There is no level ${level}: public, office or whole.`,
  taken: (path: string) => `${path} is there already; choose another name.`,
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
  const made = await make(slug, out, level);
  if (!made.ok) {
    for (const problem of made.problems) {
      const nobody = problem.code === "export-no-scheme";
      process.stderr.write(`${nobody ? WORDS.nobody(slug) : administratorSentence(problem)}\n`);
    }
    return EXIT.wrong;
  }
  const { bytes, counts } = made.value;
  process.stdout.write(`${WORDS.made(out, bytes, counts)}\n`);
  if (counts.missing > 0) process.stderr.write(`${WORDS.missing(counts.missing)}\n`);
  return EXIT.done;
}

type Made = { readonly bytes: number; readonly counts: ExportCounts };

async function make(slug: string, out: string, level: Level): Promise<Result<Made>> {
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
    return await write({
      database,
      adminUrl,
      slug,
      out,
      level,
      publicUrl,
      secret: keys.secret,
      home,
    });
  } finally {
    await database.close();
    await reached.value.release();
  }
}

async function write(from: {
  readonly database: Database;
  readonly adminUrl: string;
  readonly slug: string;
  readonly out: string;
  readonly level: Level;
  readonly publicUrl: string;
  readonly secret: string;
  readonly home: string;
}): Promise<Result<Made>> {
  const { database, level, publicUrl, out, slug } = from;
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
      (bytes) => keepAt(out, bytes),
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

/** Under another name until it is whole; readable by its owner alone. */
async function keepAt(out: string, pieces: AsyncIterable<Uint8Array>) {
  const half = `${out}.part`;
  const file = await open(half, "w", 0o600);
  const whole = createHash("sha256");
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      whole.update(piece);
      bytes += piece.length;
      await file.writeFile(piece);
    }
    await file.sync();
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await rename(half, out);
  return { bytes, sha256: whole.digest("hex") };
}
