/** Where the embedded database of a data folder lies, and at which address it answers. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commandLineOf, isAlive } from "../processes.ts";

export const ADMIN = "kalfa_admin";
export const DATABASE = "kalfa";

export type Files = { data: string; password: string; log: string; pidFile: string };

export const filesIn = (home: string): Files => ({
  data: join(home, "database"),
  password: join(home, "database-password"),
  log: join(home, "database.log"),
  pidFile: join(home, "database", "postmaster.pid"),
});

/** A postmaster that serves this very folder, or null. Clears away a stale `postmaster.pid`. */
export function runningPostmaster(files: Files): { pid: number; port: number } | null {
  if (!existsSync(files.pidFile)) return null;
  const lines = readFileSync(files.pidFile, "utf8").split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (!isAlive(pid)) return null;
  const command = commandLineOf(pid);
  if (command !== null && !command.includes(files.data)) {
    // The number has passed to another program (a restarted container): PostgreSQL would refuse to
    // start for fear of two postmasters on one folder.
    rmSync(files.pidFile, { force: true });
    return null;
  }
  return Number.isInteger(port) && port > 0 ? { pid, port } : null;
}

/** The superuser's address of the database that runs in this data folder; null when none does. */
export function runningAddress(home: string): string | null {
  const files = filesIn(home);
  const running = runningPostmaster(files);
  if (running === null) return null;
  return databaseAt(addressAt(running.port, readFileSync(files.password, "utf8").trim()));
}

/** The server itself, with the database that every server has. */
export function addressAt(port: number, password: string): string {
  return `postgres://${ADMIN}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

/** Ours on that server. */
export function databaseAt(serverUrl: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${DATABASE}`;
  return url.toString();
}
