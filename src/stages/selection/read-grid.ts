import type { Tx } from "../../platform/db/index.ts";
import { readGlances } from "./case-answers.ts";
import { type Queue, readQueue } from "./read-queue.ts";
import { ownScores, type Score } from "./score.store.ts";
import { blindWriting, type Writing, writingsOf } from "./writing.store.ts";

export type GridView = {
  readonly queue: Queue;
  /** Own saved scores by case and criterion. */
  readonly scores: readonly Score[];
  readonly glances: ReadonlyMap<string, string>;
  /** Who typed each application, without a name. */
  readonly writings: ReadonlyMap<string, Writing>;
};

/** All own cases at once, for whoever fills in many at a time. */
export async function readGrid(tx: Tx, callId: string): Promise<GridView | undefined> {
  const queue = await readQueue(tx, callId);
  if (!queue) return undefined;
  const ids = queue.cases.map((one) => one.applicationId);
  return {
    queue,
    scores: await ownScores(tx, queue.assessor.id, ids),
    glances: await readGlances(tx, ids),
    writings: new Map(
      [...(await writingsOf(tx, ids))].map(([id, writing]) => [id, blindWriting(writing)]),
    ),
  };
}
