import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record, recordAll } from "../../platform/events/record.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { can } from "../applications/application.policy.ts";
import { inOrder, mergeProblems } from "../applications/duplicate.rules.ts";
import {
  VERDICT_REASONS,
  VERDICTS,
  type Verdict,
  type VerdictReason,
} from "../applications/duplicate.ts";
import { insertVerdict, lockPersons, movePerson } from "../applications/move-person.ts";
import { readTwins } from "../applications/read-duplicates.ts";
import { movePapers } from "../travel/keep-papers.ts";
import { moveStays } from "./stay-owner.store.ts";

/**
 * A human says whether two rows are one person. "Same" moves applications, declared stays and
 * journeys to the row that goes on; what was decided about them stays with them. Nothing here is
 * ever done by itself: Nada and Nadja look alike and are two people.
 */
export async function decidePair(
  tx: Tx,
  ids: readonly [string, string],
  said: { readonly verdict: string; readonly why: string; readonly keep: string },
): Promise<Result<Verdict>> {
  if (!can.decideDuplicates(tx.actor)) return notFound;
  const before = await readTwins(tx, ...ids);
  if (!before) return notFound;
  await lockPersons(tx, ids);
  const twins = await readTwins(tx, ...ids);
  if (!twins) return notFound;
  if (twins.some((twin) => twin.mergedInto !== null)) return refuse({ code: "merged-meanwhile" });
  const verdict = VERDICTS.find((known) => known === said.verdict);
  const why = VERDICT_REASONS.find((known) => known === said.why);
  const kept = twins.find((twin) => twin.id === said.keep);
  const gone = twins.find((twin) => twin !== kept);
  const problems: Problem[] = [];
  if (!verdict) problems.push({ code: "required", field: "verdict" });
  if (!why) problems.push({ code: "required", field: "why" });
  if (verdict === "same" && !kept) problems.push({ code: "required", field: "keep" });
  if (verdict === "same" && kept && gone) problems.push(...mergeProblems(kept, gone));
  if (problems.length > 0 || !verdict || !why) return refuse(...problems);

  await write(tx, ids, verdict, why, verdict === "same" ? (kept?.id ?? null) : null);
  if (verdict === "same" && kept && gone) {
    await movePerson(tx, gone.id, kept.id);
    await movePapers(tx, gone.id, kept.id);
    const stays = await moveStays(tx, gone.id, kept.id);
    await recordAll(
      tx,
      "mobility.person-merged",
      "mobility",
      stays.map(({ id }) => ({ id, data: { from: gone.id, to: kept.id } })),
    );
  } else {
    const [first, second] = ids;
    await record(tx, "person.told-apart", { type: "person", id: first }, { other: second, why });
    await record(tx, "person.told-apart", { type: "person", id: second }, { other: first, why });
  }
  return ok(verdict);
}

async function write(
  tx: Tx,
  ids: readonly [string, string],
  verdict: Verdict,
  why: VerdictReason,
  keptId: string | null,
): Promise<void> {
  const [firstId, secondId] = inOrder(...ids);
  await insertVerdict(tx, {
    firstId,
    secondId,
    verdict,
    why,
    keptId,
    by: actorId(tx.actor) ?? "",
    byName: tx.actor.kind === "staff" ? tx.actor.userName : "",
  });
}
