/**
 * Under which account the embedded PostgreSQL runs, and what that account can reach.
 *
 * PostgreSQL refuses to run as root, for good reason: whoever breaks into the database would own
 * the machine. Started as root (a container, a fresh server), we hand it to `nobody`; started by an
 * ordinary person, it runs as that person.
 */
import { spawnSync } from "node:child_process";

/** `nobody` and `nogroup` on every Linux. */
const NOBODY = 65534;

export type Account = { uid: number; gid: number } | null;

/** The account the database gets, or null when it simply runs as whoever started Kalfa. */
export function databaseAccount(): Account {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : null;
}

/**
 * Whether the account can enter a folder. Asked of the system itself, in a short-lived shell under
 * that account: modes, access lists and mounts all count, and we would get one of them wrong.
 */
export function canEnter(folder: string, account: Account): boolean {
  if (account === null) return true;
  const tried = spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], {
    ...account,
    cwd: "/",
    stdio: "ignore",
  });
  return tried.status === 0;
}
