/**
 * One Kalfa a data folder. Two would hand out the same jobs twice and the second would stop the
 * first one's database when it ends.
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ok, type Result, refuse } from "../shared/result.ts";
import { isSameProcess, startOf } from "./processes.ts";

type Holder = { pid: number; start: string; url: string | null };

export type HomeLock = {
  /** Lets a second start say where the first one answers. */
  announce(url: string): void;
  release(): void;
};

export function lockHome(folder: string): Result<HomeLock> {
  const file = join(folder, "lock");
  const mine = { pid: process.pid, start: startOf(process.pid) };
  const write = (url: string | null): string => {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify({ ...mine, url }), { mode: 0o600 });
    return draft;
  };
  for (;;) {
    const draft = write(null);
    try {
      // A hard link appears whole or not at all, and fails when the name is taken.
      linkSync(draft, file);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const text = readText(file);
    if (text === null) continue;
    const holder = JSON.parse(text) as Holder;
    if (isSameProcess(holder.pid, holder.start)) {
      return refuse({
        code: holder.url === null ? "already-starting" : "already-running",
        params: { url: holder.url ?? "", pid: holder.pid, folder },
      });
    }
    removeStale(file, text);
  }
  return ok({
    announce: (url) => renameSync(write(url), file),
    release: () => rmSync(file, { force: true }),
  });
}

/** Where the Kalfa of this folder answers; null when none runs, or when it is not ours to see. */
export function answersAt(folder: string): string | null {
  const text = readText(join(folder, "lock"));
  if (text === null) return null;
  const { pid, start, url } = JSON.parse(text) as Holder;
  return isSameProcess(pid, start) ? url : null;
}

/**
 * Takes the abandoned lock away by renaming, and looks at what came along: another start may have
 * cleared it and locked in between, and that lock must go back.
 */
function removeStale(file: string, seen: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  if (readText(aside) !== seen) {
    try {
      linkSync(aside, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  rmSync(aside, { force: true });
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
