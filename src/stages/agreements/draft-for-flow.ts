import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { beginProgress, moveProgress } from "../../platform/jobs/progress.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./agreement.policy.ts";
import { isKind } from "./agreement.ts";
import { staysOfFlow } from "./facts.store.ts";

/** Begins the drafting of one kind of agreement for everybody in a flow; a job goes on with it. */
export async function draftForFlow(
  tx: Tx,
  from: {
    readonly flowId: string;
    readonly kind: string;
    readonly send: boolean;
    readonly publicUrl: string;
  },
): Promise<Result<{ readonly progressId: string }>> {
  if (!can.work(tx.actor)) return notFound;
  const problems = [
    ...(isKind(from.kind) ? [] : [{ code: "choose-one", field: "kind" }]),
    ...(isUuid(from.flowId) ? [] : [{ code: "choose-one", field: "flow" }]),
  ];
  if (problems.length > 0) return refuse(...problems);
  const stays = await staysOfFlow(tx, from.flowId);
  if (stays.length === 0) return refuse({ code: "agreement-no-stays", field: "flow" });
  const progressId = await beginProgress(tx, "draft-agreements");
  await moveProgress(tx, progressId, { done: 0, total: stays.length, state: "waiting" });
  await record(
    tx,
    "agreements.asked-for",
    { type: "flow", id: from.flowId },
    { kind: from.kind, send: from.send, stays: stays.length },
  );
  await enqueue(
    tx,
    "draft-agreements",
    { ...from, progressId },
    { key: `draft-agreements:${progressId}` },
  );
  return ok({ progressId });
}

/** The stays that a job of a flow works through. */
export const readFlowStays = staysOfFlow;
