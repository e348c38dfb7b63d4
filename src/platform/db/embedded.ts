/**
 * The embedded database: a real PostgreSQL, kept running beside Kalfa so that a newcomer needs no
 * server. Same program, same SQL and same promises about power cuts as in production.
 *
 * It listens on the loopback address only, on a port of its own, and asks for a password that is
 * kept in the data folder. It runs in a session of its own: a Ctrl-C in the terminal reaches Kalfa
 * alone, which finishes its work and then stops the database. When Kalfa itself is killed the
 * database lives on; the next start finds it through `postmaster.pid` and takes it over.
 */
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { pause } from "../clock.ts";
import { isAlive } from "../processes.ts";
import { newSecret } from "../random.ts";
import { type Account, databaseAccount } from "./embedded-account.ts";
import {
  ADMIN,
  addressAt,
  DATABASE,
  databaseAt,
  type Files,
  filesIn,
  runningPostmaster,
} from "./embedded-address.ts";
import { findBinaries } from "./embedded-binaries.ts";

export type Embedded = {
  /** The superuser of this server; only roles, backups and tests use it. */
  adminUrl: string;
  /** Ends the database as a switch-off should: sessions closed, everything on disk. */
  stop(): Promise<void>;
  /** True when a database left behind by a killed Kalfa was taken over. */
  adopted: boolean;
  /** The postmaster. */
  pid: number;
};

export type EmbeddedOptions = {
  /** The data folder; the database goes into `home/database`. */
  home: string;
  log?: (line: string) => void;
  /** Settings for this start. Tests trade durability for speed here; nobody else may. */
  settings?: Readonly<Record<string, string>>;
  /** Any free one unless an earlier start is to be followed at its address. */
  port?: number;
};

/** Crash recovery replays the log since the last checkpoint: minutes after a heavy import. */
const PATIENCE_MS = 120_000;

export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const log = options.log ?? (() => {});
  const account = databaseAccount();
  const files = prepareFolder(options.home, account);
  const password = readFileSync(files.password, "utf8").trim();

  const adopted = await adopt(files, password, log);
  if (adopted !== null) return adopted;
  const binaries = findBinaries(account, join(options.home, "programs"));
  if (!existsSync(join(files.data, "PG_VERSION"))) {
    log("Creating the database.");
    createCluster(binaries.initdb, files, account);
  }
  for (let attempt = 1; ; attempt++) {
    const started = await startPostmaster(binaries.postgres, files, account, password, options);
    if (started !== null) return started;
    // The children of a postmaster that was killed alone need a moment to notice and leave.
    if (attempt === 20) throw new Error(`The database did not start. ${lastWords(files)}`);
    await pause(500);
    // Or a program killed a moment ago had just started one, which is up by now.
    const late = await adopt(files, password, log);
    if (late !== null) return late;
  }
}

async function adopt(
  files: Files,
  password: string,
  log: (line: string) => void,
): Promise<Embedded | null> {
  const running = runningPostmaster(files);
  if (running === null) return null;
  const { pid, port } = running;
  const serverUrl = addressAt(port, password);
  if (!(await untilReady(serverUrl, files, () => isAlive(pid)))) return null;
  const adminUrl = await ensureDatabase(serverUrl);
  log("The database of an earlier start was still running and was taken over.");
  return { adminUrl, adopted: true, pid, stop: () => stopPostmaster(pid) };
}

function prepareFolder(home: string, account: Account): Files {
  mkdirSync(home, { recursive: true });
  const files = filesIn(home);
  if (account !== null) {
    // The account passes through the folder to its data and sees nothing else in it.
    chmodSync(home, 0o711);
  }
  if (!existsSync(files.password)) writeFileSync(files.password, newSecret(), { mode: 0o600 });
  return files;
}

/** initdb into a folder beside, renamed when whole: a start cut short leaves no half database. */
function createCluster(initdb: string, files: Files, account: Account): void {
  const unfinished = `${files.data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const passwordCopy = `${unfinished}.password`;
  writeFileSync(passwordCopy, readFileSync(files.password), { mode: 0o600 });
  if (account !== null) {
    chownSync(unfinished, account.uid, account.gid);
    chownSync(passwordCopy, account.uid, account.gid);
  }
  try {
    const made = spawnSync(
      initdb,
      [
        `--pgdata=${unfinished}`,
        `--username=${ADMIN}`,
        `--pwfile=${passwordCopy}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // ICU sorts the same on every machine; the C library's order depends on what is installed.
        "--locale-provider=icu",
        "--icu-locale=und",
        "--locale=C",
      ],
      { ...account, cwd: "/", encoding: "utf8", env: plainEnvironment() },
    );
    if (made.status !== 0) {
      throw new Error(`The database could not be created: ${made.error?.message ?? made.stderr}`);
    }
  } finally {
    rmSync(passwordCopy, { force: true });
  }
  renameSync(unfinished, files.data);
}

/** Ours, apart from the server's own `postgres`, so that it can be dropped and cloned. */
async function ensureDatabase(serverUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [
      DATABASE,
    ]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
  return databaseAt(serverUrl);
}

async function startPostmaster(
  postgres: string,
  files: Files,
  account: Account,
  password: string,
  options: EmbeddedOptions,
): Promise<Embedded | null> {
  const port = options.port ?? (await freePort());
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    shared_buffers: "128MB",
    max_connections: "60",
    // Before a deadline a table doubles in minutes; a plan made for the smaller one is seconds old.
    autovacuum_naptime: "5s",
    timezone: "UTC",
    log_timezone: "UTC",
    // Only failures: statements and their values are personal data.
    log_min_messages: "warning",
    log_min_error_statement: "panic",
    ...options.settings,
  };
  const output = openSync(files.log, "w", 0o600);
  const child = spawn(
    postgres,
    ["-D", files.data, ...Object.entries(settings).flatMap(([k, v]) => ["-c", `${k}=${v}`])],
    {
      ...account,
      cwd: "/",
      detached: true,
      stdio: ["ignore", output, output],
      env: plainEnvironment(),
    },
  );
  closeSync(output);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  let over = false;
  void ended.then(() => {
    over = true;
  });
  // The database alone must not keep a finished program alive.
  child.unref();
  const serverUrl = addressAt(port, password);
  const ready = await untilReady(serverUrl, files, () => !over);
  const pid = child.pid;
  if (!ready || pid === undefined) return null;
  const adminUrl = await ensureDatabase(serverUrl);
  return { adminUrl, adopted: false, pid, stop: () => stopPostmaster(pid) };
}

/** Waits until the server answers; false when `alive` says that it has gone. */
async function untilReady(adminUrl: string, files: Files, alive: () => boolean): Promise<boolean> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 25) {
    if (!alive()) return false;
    const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return true;
    } catch (error) {
      const code = (error as { code?: string }).code;
      // Not listening yet, or 57P03: starting up, recovering.
      if (code !== "ECONNREFUSED" && code !== "57P03" && code !== "ECONNRESET") throw error;
    } finally {
      await client.end().catch(() => {});
    }
    await pause(25);
  }
  throw new Error(`The database did not answer in time. ${lastWords(files)}`);
}

async function stopPostmaster(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  // "Fast": open transactions are rolled back, a checkpoint is written, then it ends.
  process.kill(pid, "SIGINT");
  for (let waited = 0; waited < PATIENCE_MS; waited += 20) {
    if (!isAlive(pid)) return;
    await pause(20);
  }
  throw new Error(`The database (process ${pid}) did not stop.`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function lastWords(files: Files): string {
  return existsSync(files.log) ? readFileSync(files.log, "utf8").trim().slice(-2_000) : "";
}

/** PGPORT, PGDATA and their like in the person's shell must not steer our server. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const keep = Object.entries(process.env).filter(([name]) => !name.startsWith("PG"));
  return { ...Object.fromEntries(keep), LC_ALL: "C", TZ: "UTC" };
}
