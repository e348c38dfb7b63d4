/** What the tests of assessing do again and again, for one call of `selectionCall`. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import type { Tx } from "../../src/platform/db/index.ts";
import type { Result } from "../../src/shared/result.ts";
import { readQueue } from "../../src/stages/selection/read-queue.ts";
import type { TestDatabase } from "./database.ts";
import type { SelectionCall } from "./selection.ts";

export const codes = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.problems.map((problem) => problem.code);

/** A form with both scores, as the standard test call has them. */
export const scores = (motivation: number | null, plan: number | null = 3) => ({
  values: { motivation, plan },
  reason: "",
  note: "",
  forPanel: false,
});

export function assessing(db: TestDatabase, call: SelectionCall) {
  const as = <T>(actor: StaffActor, work: (tx: Tx<StaffActor>) => Promise<T>): Promise<T> =>
    db.database.withTx(actor, work);
  return {
    as,
    asLearner: <T>(at: number, work: (tx: Tx<never>) => Promise<T>): Promise<T> =>
      db.database.withTx(
        { kind: "learner", schemeId: call.scheme.id, applicationId: call.people[at]! },
        work as never,
      ),
    queueOf: async (actor: StaffActor) => {
      const queue = await as(actor, (tx) => readQueue(tx, call.callId));
      if (!queue) throw new Error("no queue");
      return queue;
    },
  };
}
