import type { Tx } from "../../platform/db/index.ts";
import { can } from "./allocation-run.policy.ts";
import type { Run, RunSummary } from "./allocation-run.ts";
import { listRuns, readRun } from "./read-runs.ts";
import { type Change, countMoves, findMoves, type Move } from "./run-comparison.store.ts";

export { CHANGES, type Change, type Move, type Standing } from "./run-comparison.store.ts";

type Done = Run & { readonly summary: RunSummary };
const isDone = (run: Run): run is Done => run.summary !== null;

export type Comparison = {
  readonly after: Done;
  /** Null when the call has no other finished run. */
  readonly before: Done | null;
  /** Every other finished run of the call, newest first. */
  readonly others: readonly Done[];
  readonly counts: Readonly<Record<Change, number>>;
  readonly moves: readonly Move[];
};

/**
 * Person by person, whom a draft serves otherwise than another draft of its call.
 * @param asked.number of the other run; the one before when it names none
 * @param asked.limit none for everybody
 */
export async function compareDrafts(
  tx: Tx,
  runId: string,
  asked: {
    readonly number: number | null;
    readonly change: Change | null;
    readonly limit?: number;
    readonly offset?: number;
  },
): Promise<Comparison | null> {
  if (!can.readRuns(tx.actor)) return null;
  const after = await readRun(tx, runId);
  if (!after || !isDone(after)) return null;
  const others = (await listRuns(tx, after.callId)).filter(isDone).filter((r) => r.id !== after.id);
  const before =
    others.find((r) => r.number === asked.number) ??
    others.find((r) => r.number < after.number) ??
    others[0] ??
    null;
  const none = { gained: 0, lost: 0, elsewhere: 0 };
  if (!before) return { after, before, others, counts: none, moves: [] };
  return {
    after,
    before,
    others,
    counts: await countMoves(tx, before.id, after.id),
    moves: await findMoves(tx, before.id, after.id, asked),
  };
}
