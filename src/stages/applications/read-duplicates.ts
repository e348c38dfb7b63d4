import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { can } from "./application.policy.ts";
import { likenesses } from "./duplicate.rules.ts";
import { newestVerdicts, pairsToDecide, twinsByIds } from "./duplicate.store.ts";
import type { Pair, PairVerdict, Twin } from "./duplicate.ts";

const countriesOf = (tx: Tx): readonly string[] | null =>
  tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;

/** Rows that may be one person, for a human to decide; a country partner sees the own country's. */
export async function readDuplicates(
  tx: Tx,
  page: { readonly number: number; readonly size: number },
): Promise<{ readonly pairs: readonly Pair[]; readonly total: number }> {
  if (!can.decideDuplicates(tx.actor)) return { pairs: [], total: 0 };
  const { pairs, total } = await pairsToDecide(tx, countriesOf(tx), {
    limit: page.size,
    offset: (page.number - 1) * page.size,
  });
  return {
    total,
    pairs: pairs.map((pair) => ({ ...pair, why: likenesses(pair.first, pair.second) })),
  };
}

/** What was decided last, with who and why. */
export async function readVerdicts(tx: Tx, limit = 20): Promise<readonly PairVerdict[]> {
  return can.decideDuplicates(tx.actor) ? newestVerdicts(tx, countriesOf(tx), limit) : [];
}

/** Two rows side by side; undefined where one of them is another country's. */
export async function readTwins(
  tx: Tx,
  firstId: string,
  secondId: string,
): Promise<readonly [Twin, Twin] | undefined> {
  if (!can.decideDuplicates(tx.actor) || !isUuid(firstId) || !isUuid(secondId)) return undefined;
  return twinsByIds(tx, [firstId, secondId], countriesOf(tx));
}
