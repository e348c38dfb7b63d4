/**
 * Files too long to be held in memory, kept for a while: on the disk beside the uploads, sealed piece
 * by piece under the installation's data key. Each piece is bound to its file, its number and whether
 * it is the last, so none can be dropped, doubled or put elsewhere unseen.
 */
import { createHash } from "node:crypto";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sealBytes, unsealBytes } from "../vault.ts";

const PIECE = 1024 * 1024;

let folder: string | undefined;

/** Once, when the program starts. */
export function openLongFiles(home: string): void {
  folder = join(home, "long-files");
}

export type LongPlace = { readonly schemeId: string; readonly id: string };

function pathOf({ schemeId, id }: LongPlace): string {
  if (folder === undefined)
    throw new Error("no place for long files: openLongFiles() was not called");
  const uuid = /^[0-9a-f-]{36}$/;
  if (!uuid.test(schemeId) || !uuid.test(id)) throw new Error("not a place for a long file");
  return join(folder, schemeId, id);
}

const belongsTo = ({ schemeId, id }: LongPlace, piece: number, last: boolean): string =>
  `long-files/${schemeId}/${id}/${piece}/${last ? "last" : "more"}`;

/** Pieces of one size, whatever came in. */
async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const some of bytes) {
    waiting.push(some);
    size += some.length;
    while (size > PIECE) {
      const all = Buffer.concat(waiting);
      yield all.subarray(0, PIECE);
      waiting = [all.subarray(PIECE)];
      size -= PIECE;
    }
  }
  yield Buffer.concat(waiting);
}

/** Returns when the disk has it whole; what stood there before is replaced in one step. */
export async function keepLong(
  place: LongPlace,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const path = pathOf(place);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const half = `${path}.half`;
  const file = await open(half, "w", 0o600);
  const whole = createHash("sha256");
  let size = 0;
  let number = 0;
  const put = async (piece: Buffer, last: boolean) => {
    whole.update(piece);
    size += piece.length;
    const sealed = sealBytes(piece, belongsTo(place, number, last));
    const head = Buffer.alloc(4);
    head.writeUInt32BE(sealed.length);
    await file.writeFile(Buffer.concat([head, sealed]));
    number += 1;
  };
  try {
    let held: Buffer | undefined;
    for await (const piece of inPieces(bytes)) {
      if (held) await put(held, false);
      held = piece;
    }
    await put(held ?? Buffer.alloc(0), true);
    await file.sync();
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await rename(half, path);
  return { bytes: size, sha256: whole.digest("hex") };
}

/** Piece by piece; throws where one was changed, is missing, or was sealed with another key. */
export async function* readLong(place: LongPlace): AsyncGenerator<Buffer> {
  const file = await open(pathOf(place), "r");
  try {
    const { size } = await file.stat();
    let at = 0;
    for (let number = 0; at < size; number++) {
      const head = await file.read(Buffer.alloc(4), 0, 4, at);
      const length = head.buffer.readUInt32BE();
      if (length > PIECE + 1024) throw new Error("a long file is not as it was written");
      const sealed = await file.read(Buffer.alloc(length), 0, length, at + 4);
      at += 4 + length;
      yield unsealBytes(
        sealed.buffer.subarray(0, sealed.bytesRead),
        belongsTo(place, number, at >= size),
      );
    }
  } finally {
    await file.close();
  }
}

export const discardLong = (place: LongPlace): Promise<void> => rm(pathOf(place), { force: true });

/** What lies there of a scheme, by id; a half that a crash left counts as its file. */
export async function longFilesOf(schemeId: string): Promise<readonly string[]> {
  const names = await readdir(dirname(pathOf({ schemeId, id: schemeId }))).catch(() => []);
  return [...new Set(names.map((name) => name.replace(/\.half$/, "")))];
}

/** A half is written by nobody any more once its file is let go. */
export const discardHalf = (place: LongPlace): Promise<void> =>
  rm(`${pathOf(place)}.half`, { force: true });

export const hasLong = (place: LongPlace): Promise<boolean> =>
  open(pathOf(place), "r").then(
    async (file) => {
      await file.close();
      return true;
    },
    () => false,
  );
