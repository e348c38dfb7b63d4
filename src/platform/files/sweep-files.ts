/**
 * Bytes on the disk of which no row speaks: a transaction that failed after they were written leaves
 * them, and so does a crash. A day is long enough for whatever is under way.
 */
import type { Tx } from "../db/index.ts";
import { discard, shelvedBefore } from "./shelf.ts";
import { holdBytesAlone, keptHashes } from "./upload.store.ts";

const DAY_MS = 86_400_000;
/** Asked about in one question. */
const AT_ONCE = 500;

/** Candidates, to be looked at again one by one. */
export async function forgottenFiles(tx: Tx): Promise<readonly string[]> {
  const { schemeId } = tx.actor;
  if (!schemeId) return [];
  const lying = await shelvedBefore(schemeId, new Date(tx.now.getTime() - DAY_MS));
  const forgotten: string[] = [];
  for (let at = 0; at < lying.length; at += AT_ONCE) {
    const some = lying.slice(at, at + AT_ONCE);
    const kept = await keptHashes(tx, some);
    forgotten.push(...some.filter((hash) => !kept.has(hash)));
  }
  return forgotten;
}

/**
 * Takes one from the disk, unless somebody has sent the same bytes meanwhile. A transaction each: a
 * person who sends them at this moment waits for one file and not for all.
 * @returns whether it is gone
 */
export async function sweepFile(tx: Tx, hash: string): Promise<boolean> {
  const { schemeId } = tx.actor;
  if (!schemeId) return false;
  await holdBytesAlone(tx, hash);
  if ((await keptHashes(tx, [hash])).size > 0) return false;
  await discard({ schemeId, hash });
  return true;
}
