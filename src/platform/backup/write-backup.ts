/**
 * A backup while the program runs: every table in one transaction that sees one moment, the uploads
 * that its rows speak of, and a manifest. Under a temporary name until it was read back whole.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { type Connection, connectTo } from "../db/connection.ts";
import { copyOut } from "../db/copy.ts";
import { fileFolder } from "../files/shelf.ts";
import { archiveInto, type Entry, openArchive } from "./archive.ts";
import { waitingJobs } from "./jobs.ts";
import { type Keys, keysText, markOf } from "./keys-file.ts";
import { FORMAT, type KeptTable, MANIFEST, type Manifest } from "./manifest.ts";
import { copyTo, LEFT_EMPTY, sequencesOf, type TableShape, tablesOf } from "./tables.ts";

const packed = promisify(gzip);

export type BackupOrder = {
  /** An account that row-level security does not bind. */
  readonly adminUrl: string;
  /** The data folder, for the uploads. */
  readonly home: string;
  readonly keys: Keys;
  /** Stands at the top of the keys file. */
  readonly about: string;
  readonly program: string;
  /** The two files to make; neither may be there. */
  readonly out: string;
  readonly keysOut: string;
  readonly onProgress?: (what: "tables" | "files" | "checking", done: number, all: number) => void;
  /** Told the name of the moment that is kept, for whoever wants to look at the same one. */
  readonly onSnapshot?: (name: string) => Promise<void>;
};

export type BackupMade = {
  readonly at: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly missing: number;
  readonly bytes: number;
};

export async function writeBackup(order: BackupOrder): Promise<Result<BackupMade>> {
  const taken = [order.out, order.keysOut].filter((path) => existsSync(path));
  if (taken.length > 0) {
    return refuse(...taken.map((path) => ({ code: "backup-in-the-way", params: { path } })));
  }
  const client = await connectTo(order.adminUrl);
  const half = join(dirname(order.out), `.${basename(order.out)}.part`);
  const halfKeys = join(dirname(order.keysOut), `.${basename(order.keysOut)}.part`);
  try {
    if (!(await seesEverything(client))) return refuse({ code: "backup-needs-right" });
    await client.query("begin isolation level repeatable read read only");
    const made = await keep(client, order, half);
    await client.query("commit");
    const checked = await openArchive(half, (done, all) =>
      order.onProgress?.("checking", done, all),
    );
    if (checked?.sha256 !== made.sha256)
      return refuse({ code: "backup-not-written", params: { path: order.out } });
    await checked.close();
    await put(halfKeys, keysText(order.keys, order.about));
    await rename(halfKeys, order.keysOut);
    await rename(half, order.out);
    await Promise.all([order.out, order.keysOut].map((path) => syncFolder(dirname(path))));
    return ok(made.made);
  } finally {
    await client.end().catch(() => {});
    await Promise.all([half, halfKeys].map((path) => rm(path, { force: true })));
  }
}

/** Else policies would leave rows out without a word. */
async function seesEverything(client: Connection): Promise<boolean> {
  const { rows } = await client.query<{ all: boolean }>(
    `select rolsuper or rolbypassrls as all from pg_roles where rolname = current_user`,
  );
  await client.query("set row_security = off");
  return rows[0]?.all === true;
}

async function keep(client: Connection, order: BackupOrder, half: string) {
  const { rows } = await client.query<{ at: Date; snapshot: string }>(
    "select now() as at, pg_export_snapshot() as snapshot",
  );
  const { at, snapshot } = rows[0]!;
  await order.onSnapshot?.(snapshot);
  const file = await open(half, "wx", 0o600);
  try {
    const archive = archiveInto(file, Math.floor(at.getTime() / 1000));
    const entries: Entry[] = [];
    const add = async (name: string, bytes: Uint8Array) => {
      entries.push(await archive.add(name, bytes));
      return name;
    };
    const tables = await keepTables(client, order, add);
    const jobs = await add("jobs.json", Buffer.from(JSON.stringify(await waitingJobs(client))));
    const { files, missing } = await keepFiles(client, order, add);
    const migrations = await client.query<{ name: string; sha256: string }>(
      "select name, sha256 from ref.migrations order by name",
    );
    const manifest: Manifest = {
      format: FORMAT,
      program: order.program,
      at: at.toISOString(),
      migrations: migrations.rows,
      tables,
      sequences: await sequencesOf(client),
      jobs,
      files,
      missing,
      keys: markOf(order.keys),
      entries: entries.map(({ name, sha256 }) => ({ name, sha256 })),
    };
    await add(MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
    const { bytes, sha256 } = await archive.finish();
    const rowsKept = tables.reduce((sum, table) => sum + table.rows, 0);
    const made = { at: manifest.at, tables: tables.length, rows: rowsKept, bytes };
    return { sha256, made: { ...made, files: files.length, missing: missing.length } };
  } finally {
    await file.close();
  }
}

type Add = (name: string, bytes: Uint8Array) => Promise<string>;

async function keepTables(
  client: Connection,
  { onProgress }: BackupOrder,
  add: Add,
): Promise<KeptTable[]> {
  const shapes = await tablesOf(client);
  const all = shapes.reduce((sum, { bytes }) => sum + bytes, 0);
  const kept: KeptTable[] = [];
  let done = 0;
  for (const shape of shapes) {
    kept.push(await keepTable(client, shape, add));
    done += shape.bytes;
    onProgress?.("tables", done, all);
  }
  return kept;
}

async function keepTable(client: Connection, shape: TableShape, add: Add): Promise<KeptTable> {
  const { name, columns } = shape;
  const digest = createHash("sha256");
  const pieces: string[] = [];
  const rows = LEFT_EMPTY.includes(name)
    ? 0
    : await copyOut(client, copyTo(shape), async (piece) => {
        digest.update(piece);
        const number = String(pieces.length + 1).padStart(6, "0");
        const entry = `database/${name.replaceAll('"', "")}.${number}.copy.gz`;
        pieces.push(await add(entry, await packed(piece, { level: 3 })));
      });
  return { name, columns, rows, sha256: digest.digest("hex"), pieces };
}

async function keepFiles(client: Connection, { home, onProgress }: BackupOrder, add: Add) {
  const { rows } = await client.query<{ path: string }>(
    `select distinct scheme_id || '/' || left(hash, 2) || '/' || hash as path
     from uploads where state <> 'refused' order by 1`,
  );
  const files: string[] = [];
  const missing: string[] = [];
  for (const { path } of rows) {
    try {
      await add(`files/${path}`, await readFile(join(fileFolder(home), path)));
      files.push(path);
    } catch (error) {
      // Turned down by the office since the moment that is kept, or lost: said either way.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      missing.push(path);
    }
    onProgress?.("files", files.length + missing.length, rows.length);
  }
  return { files, missing };
}

export async function put(path: string, bytes: string | Uint8Array): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is on the disk only when its folder is. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
