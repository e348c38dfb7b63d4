/**
 * Where uploads lie on the disk: one file each, named by the SHA-256 of what it holds and sealed under
 * the installation's data key, so that neither a copied disk nor a backup shows a passport. Outside
 * every folder that is served.
 */
import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { newId } from "../random.ts";
import { sealBytes, unsealBytes } from "../vault.ts";

export const fileFolder = (home: string): string => join(home, "files");

let folder: string | undefined;

/** Once, when the program starts. */
export function openShelf(home: string): void {
  folder = fileFolder(home);
}

/** Two schemes never share a file: what one of them lets go is gone. */
export type Place = { readonly schemeId: string; readonly hash: string };

export const hashOf = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

function pathOf({ schemeId, hash }: Place): string {
  if (folder === undefined) throw new Error("the shelf is closed: openShelf() was not called");
  if (!/^[0-9a-f-]{36}$/.test(schemeId) || !/^[0-9a-f]{64}$/.test(hash)) {
    throw new Error("not a place on the shelf");
  }
  return join(folder, schemeId, hash.slice(0, 2), hash);
}

const belongsTo = ({ schemeId, hash }: Place): string => `files/${schemeId}/${hash}`;

/**
 * Returns when the disk has the file and its name: only then may anybody be told that it is kept.
 * The same bytes again are the same file.
 */
export async function shelve(schemeId: string, bytes: Buffer): Promise<Place> {
  const place = { schemeId, hash: hashOf(bytes) };
  const path = pathOf(place);
  const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const half = `${path}.${newId()}.half`;
  const file = await open(half, "wx", 0o600);
  try {
    await file.writeFile(sealBytes(bytes, belongsTo(place)));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, path);
  // The file's name is in its folder; a folder that is new is itself a name in the one above.
  const top = dirname(made ?? path);
  for (let at = dirname(path); at.length >= top.length; at = dirname(at)) await sync(at);
  return place;
}

/** Throws when the file is gone, was changed, or was sealed with another key. */
export async function taken(place: Place): Promise<Buffer> {
  const bytes = unsealBytes(await readFile(pathOf(place)), belongsTo(place));
  if (hashOf(bytes) !== place.hash) throw new Error("a file is not what its name says");
  return bytes;
}

export const discard = (place: Place): Promise<void> => rm(pathOf(place), { force: true });

/**
 * Files that lie here since before a moment, by what they hold; halves of files that a crash left are
 * nobody's and go at once.
 */
export async function shelvedBefore(schemeId: string, before: Date): Promise<readonly string[]> {
  const top = dirname(dirname(pathOf({ schemeId, hash: "0".repeat(64) })));
  const found: string[] = [];
  for (const part of await namesIn(top)) {
    for (const name of await namesIn(join(top, part))) {
      const path = join(top, part, name);
      // One that is gone since its name was read was let go by somebody else.
      const since = await stat(path).catch(() => null);
      if (!since?.isFile() || since.mtime >= before) continue;
      if (/^[0-9a-f]{64}$/.test(name)) found.push(name);
      else if (name.endsWith(".half")) await rm(path, { force: true });
    }
  }
  return found;
}

/** None where there is no such folder: nobody has sent anything yet. */
const namesIn = (path: string): Promise<readonly string[]> =>
  readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
