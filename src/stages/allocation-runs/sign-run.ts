import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./allocation-run.policy.ts";
import { next } from "./allocation-run.rules.ts";
import {
  insertSignature,
  lockRun,
  publishedRunOfCall,
  signaturesOf,
} from "./allocation-run.store.ts";
import { changesSinceFreeze } from "./changes-since-freeze.ts";

/**
 * Puts a person's name under exactly this problem and this result: both hashes are signed, so the
 * signature cannot be carried to another. Needs the purpose `freeze`.
 */
export async function signRun(tx: Tx<StaffActor>, runId: string): Promise<Result<null>> {
  if (!can.sign(tx.actor)) return notFound;
  const run = await lockRun(tx, runId);
  if (!run) return notFound;
  const state = next(run.state, "sign");
  if (!state.ok) return state;
  // A run that was still computing when another was published: a name under it would say nothing.
  if (await publishedRunOfCall(tx, run.callId)) return refuse({ code: "run-already-published" });
  const signatures = await signaturesOf(tx, runId);
  if (signatures.some((s) => s.userId === tx.actor.userId))
    return refuse({ code: "signed-before" });
  const changes = await changesSinceFreeze(tx, run);
  if (changes.length > 0) return refuse(...changes);
  // Somebody with both roles signs as coordinator; the partner's hand must be another person's.
  const membership =
    tx.actor.memberships.find((m) => m.role === "coordinator") ??
    tx.actor.memberships.find((m) => m.role === "country-partner")!;
  await insertSignature(tx, runId, {
    userId: tx.actor.userId,
    personName: tx.actor.userName,
    role: membership.role,
    organisationId: membership.organisationId,
    problemHash: run.problemHash,
    resultHash: run.resultHash!,
  });
  await record(
    tx,
    "run.signed",
    { type: "run", id: runId },
    { role: membership.role, problemHash: run.problemHash, resultHash: run.resultHash },
  );
  return ok(null);
}
