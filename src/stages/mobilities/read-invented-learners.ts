import type { Tx } from "../../platform/db/index.ts";
import { inventedResults } from "./invented-learner.store.ts";
import type { InventedLearner } from "./invented-learner.ts";

/**
 * A few invented people who have a result to look at, for the demo's bar: whoever still has to
 * answer first, then answers of other kinds, somebody who gets ready to leave and somebody without
 * a place. Real people never appear.
 */
export async function readInventedLearners(tx: Tx): Promise<readonly InventedLearner[]> {
  if (tx.actor.kind !== "system") return [];
  const all = await inventedResults(tx);
  const first = (kind: (one: InventedLearner) => boolean, most: number) =>
    all.filter(kind).slice(0, most);
  const waiting = (one: InventedLearner) => one.offer === "offered";
  return [
    ...first((one) => waiting(one) && one.locale === "sq" && (one.wish ?? 1) > 1, 1),
    ...first((one) => waiting(one) && !(one.locale === "sq" && (one.wish ?? 1) > 1), 3),
    ...first((one) => one.offer === "wished", 1),
    ...first((one) => one.offer === "accepted" && one.stay === "preparing", 1),
    ...first((one) => one.offer === null, 2),
  ];
}
