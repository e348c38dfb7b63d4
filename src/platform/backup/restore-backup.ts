/**
 * Brings a backup back into a data folder that holds nothing. Everything is read and compared before
 * anything is written, and it is written beside: the folder has its name only when it is whole, and a
 * restore that fails leaves nothing behind, in the folder or in a database.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { type Connection, connectTo } from "../db/connection.ts";
import { copyIn, copyOut } from "../db/copy.ts";
import { startEmbedded } from "../db/embedded.ts";
import { migrate } from "../db/migrate.ts";
import { ensureRoles, type RoleUrls } from "../db/roles.ts";
import { fileFolder } from "../files/shelf.ts";
import { openHome } from "../home.ts";
import { prepareJobs } from "../jobs/prepare.ts";
import type { Opened } from "./archive.ts";
import { fillOrNothing } from "./fill-or-nothing.ts";
import { addJobs, type WaitingJob } from "./jobs.ts";
import { type Keys, placeKeys } from "./keys-file.ts";
import type { KeptTable, Manifest } from "./manifest.ts";
import { copyFrom, copyTo } from "./tables.ts";
import { put, syncFolder } from "./write-backup.ts";

const unpacked = promisify(gunzip);

export type RestoreOrder = {
  readonly archive: Opened;
  readonly manifest: Manifest;
  readonly home: string;
  /** Null when they are lost: what was sealed with them stays closed. */
  readonly keys: Keys | null;
  /** An empty database of the administrator's own; null for an embedded one in the folder. */
  readonly databaseUrl: string | null;
  readonly onProgress?: (what: "tables" | "files", done: number, all: number) => void;
};

export type Restored = {
  readonly rows: number;
  readonly files: number;
  readonly waiting: Readonly<Record<string, number>>;
  readonly newer: readonly string[];
};

export async function restoreBackup(order: RestoreOrder): Promise<Result<Restored>> {
  const { home } = order;
  if (existsSync(home) && (await readdir(home)).length > 0) {
    return refuse({ code: "restore-not-empty", params: { folder: home } });
  }
  const half = `${home}.part`;
  if (existsSync(half)) return refuse({ code: "restore-in-the-way", params: { folder: half } });
  const holdsDatabase = order.databaseUrl === null;
  let whole = false;
  try {
    await mkdir(half, { recursive: true, mode: 0o711 });
    if (order.keys) placeKeys(half, order.keys);
    const opened = openHome({ chosen: half, holdsDatabase, secret: null, dataKey: null });
    if (!opened.ok) return opened;
    const done = await fill(order, half, opened.value.secret);
    if (!done.ok) return done;
    await syncFolder(half);
    if (existsSync(home)) await rm(home, { recursive: true });
    await rename(half, home);
    await syncFolder(dirname(home));
    whole = true;
    return done;
  } catch (error) {
    return refuse({ code: "restore-undone", params: { reason: reasonOf(error) } });
  } finally {
    if (!whole) await rm(half, { recursive: true, force: true });
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error && error.message !== "" ? error.message : String(error);

async function fill(order: RestoreOrder, half: string, secret: string): Promise<Result<Restored>> {
  await bringFiles(order, half);
  const { databaseUrl } = order;
  if (databaseUrl !== null) {
    return fillOrNothing(databaseUrl, () => fillDatabase(order, databaseUrl, secret));
  }
  const embedded = await startEmbedded({ home: half });
  try {
    return await fillDatabase(order, embedded.adminUrl, secret);
  } finally {
    await embedded.stop();
  }
}

async function bringFiles({ archive, manifest, onProgress }: RestoreOrder, half: string) {
  const entries = new Map(archive.entries.map((entry) => [entry.name, entry]));
  let done = 0;
  for (const path of manifest.files) {
    const target = join(fileFolder(half), path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await put(target, await archive.read(entries.get(`files/${path}`)!));
    await syncFolder(dirname(target));
    done += 1;
    onProgress?.("files", done, manifest.files.length);
  }
}

async function fillDatabase(
  order: RestoreOrder,
  adminUrl: string,
  secret: string,
): Promise<Result<Restored>> {
  const { archive, manifest } = order;
  const urls: RoleUrls = await ensureRoles(adminUrl, secret);
  // First the tables as they were, so that each row fits; what came since changes them afterwards.
  const then = await migrate(urls.ownerUrl, undefined, manifest.migrations.at(-1)?.name ?? "");
  if (!then.ok) return then;
  const client = await connectTo(adminUrl);
  try {
    await client.query("begin");
    await load(client, order);
    await client.query("commit");
    const now = await migrate(urls.ownerUrl);
    if (!now.ok) return now;
    await prepareJobs(adminUrl, urls.workerUrl);
    const entry = archive.entries.find(({ name }) => name === manifest.jobs)!;
    const jobs = JSON.parse((await archive.read(entry)).toString()) as WaitingJob[];
    const worker = await connectTo(urls.workerUrl);
    await addJobs(worker, jobs).finally(() => worker.end());
    // Without it the first pages would be planned for empty tables.
    await client.query("analyze");
    const waiting: Record<string, number> = {};
    for (const { task } of jobs) waiting[task] = (waiting[task] ?? 0) + 1;
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return ok({ rows, files: manifest.files.length, waiting, newer: now.value.applied });
  } finally {
    await client.end();
  }
}

async function load(client: Connection, { archive, manifest, onProgress }: RestoreOrder) {
  // Rows come as they were: no trigger writes a second history of them, and a table may come before
  // the one that it points at.
  await client.query("set local session_replication_role = replica");
  const names = manifest.tables.map(({ name }) => name);
  await client.query(`truncate ${names.join(", ")}`);
  const entries = new Map(archive.entries.map((entry) => [entry.name, entry]));
  async function* piecesOf(table: KeptTable) {
    for (const piece of table.pieces) {
      yield await unpacked(await archive.read(entries.get(piece)!));
    }
  }
  const all = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  let done = 0;
  for (const table of manifest.tables) {
    if (table.rows > 0) await copyIn(client, copyFrom(table), piecesOf(table));
    const digest = createHash("sha256");
    const rows = await copyOut(client, copyTo(table), async (piece) => {
      digest.update(piece);
    });
    if (rows !== table.rows || digest.digest("hex") !== table.sha256) {
      throw new Error(`the table ${table.name} did not come back as it was`);
    }
    done += rows;
    onProgress?.("tables", done, all);
  }
  for (const { name, value, called } of manifest.sequences) {
    await client.query("select setval($1::regclass, $2::bigint, $3)", [name, value, called]);
  }
}
