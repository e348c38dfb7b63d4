import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { notFound, ok, type Result } from "../../shared/result.ts";
import { can } from "./allocation-run.policy.ts";
import { next } from "./allocation-run.rules.ts";
import { lockRun } from "./allocation-run.store.ts";
import { markLooked } from "./run-people.store.ts";
import { flagsOf } from "./run-reading.store.ts";

/**
 * Somebody has looked at a case that a rule flagged: everything flagged about the same person or
 * flow is done with, under this name. The value is whose case comes next, null after the last.
 */
export async function lookAtCase(
  tx: Tx<StaffActor>,
  runId: string,
  caseId: string,
): Promise<Result<{ next: string | null }>> {
  if (!can.sign(tx.actor)) return notFound;
  const run = await lockRun(tx, runId);
  // Only the own country's cases are on a country partner's list.
  const flags = run ? await flagsOf(tx, runId) : [];
  const asked = flags.find(({ id }) => id === caseId);
  if (!run || !asked) return notFound;
  // What may still be signed may still be looked at.
  const state = next(run.state, "sign");
  if (!state.ok) return state;
  const isAsked = (flag: (typeof flags)[number]) =>
    flag.applicationId === asked.applicationId && flag.flowId === asked.flowId;
  await markLooked(
    tx,
    flags.filter((flag) => isAsked(flag) && flag.lookedAt === null).map(({ id }) => id),
  );
  const waiting = flags.find(
    (flag) => !isAsked(flag) && flag.lookedAt === null && flag.applicationId !== null,
  );
  return ok({ next: waiting?.applicationId ?? null });
}
