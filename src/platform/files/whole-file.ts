/**
 * A file that is there whole or not at all: its bytes lie beside it under a name of their own until the
 * last one is on the disk. Readable by its owner alone.
 */
import { createHash } from "node:crypto";
import { link, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

export type WholeFile = {
  /** Takes everything, then gives it its name; what came there meanwhile is not written over. */
  keep(pieces: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string }>;
  /** Lets go of what was begun; nothing after it was kept. */
  drop(): Promise<void>;
};

/** Where the bytes lie until they are whole. */
export const halfOf = (path: string): string => join(dirname(path), `.${basename(path)}.part`);

/** Tried before anything else is done: a folder that is not there or takes nothing is an error at once. */
export async function beginWhole(path: string): Promise<WholeFile> {
  const half = halfOf(path);
  const file = await open(half, "wx", 0o600);
  let over = false;
  const end = async () => {
    if (over) return;
    over = true;
    await file.close();
    await rm(half, { force: true });
  };
  return {
    async keep(pieces) {
      const whole = createHash("sha256");
      let bytes = 0;
      try {
        for await (const piece of pieces) {
          whole.update(piece);
          bytes += piece.length;
          await file.writeFile(piece);
        }
        await file.sync();
        await give(half, path);
        await syncFolder(dirname(path));
        return { bytes, sha256: whole.digest("hex") };
      } finally {
        await end();
      }
    },
    drop: end,
  };
}

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  codes.includes(String((error as NodeJS.ErrnoException).code));

/** A second name fails where one is there already; disks of cameras and sticks know no second names. */
async function give(half: string, path: string): Promise<void> {
  try {
    await link(half, path);
  } catch (error) {
    if (!isCode(error, "EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK")) throw error;
    const there = await stat(path).catch(() => null);
    if (there) throw Object.assign(new Error(`${path} is there already`), { code: "EEXIST" });
    await rename(half, path);
  }
}

/** Without it a power cut could take the name back; not every system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  await folder?.sync().catch(() => {});
  await folder?.close();
}
