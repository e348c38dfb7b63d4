import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import {
  assessmentBetween,
  conflictsOfCase,
  insertConflict,
  liftConflictRow,
  moveAssessment,
  ownAssessment,
} from "./assessment.store.ts";
import { lockCase } from "./case.store.ts";
import { can } from "./selection.policy.ts";
import { next } from "./selection.rules.ts";
import { CONFLICT_GROUNDS, type ConflictGround } from "./selection.ts";
import { assessorsOf, holdSelection } from "./selection-call.store.ts";

const isGround = (text: string): text is ConflictGround =>
  (CONFLICT_GROUNDS as readonly string[]).includes(text);

/**
 * "I know this person." From here on the assessor cannot open the case, and scores already saved
 * for it do not count.
 */
export async function declareConflict(
  tx: Tx,
  assessmentId: string,
  ground: string,
): Promise<Result<{ readonly callId: string }>> {
  const { actor } = tx;
  if (!can.assess(actor) || actor.kind !== "staff") return notFound;
  const own = await ownAssessment(tx, assessmentId, actor.userId, true);
  if (!own) return notFound;
  const selection = await holdSelection(tx, own.callId);
  if (selection?.state !== "assessing") {
    return refuse({ code: `selection-${selection?.state ?? "preparing"}` });
  }
  if (!isGround(ground)) return refuse({ code: "not-a-choice", field: "ground" });
  const to = next("assessment", own.state, "conflict");
  if (!to.ok) return to;
  await insertConflict(tx, { ...own, id: newId(), ground, own: true, by: actor.userId });
  await moveAssessment(tx, own.id, to.value);
  await record(
    tx,
    "selection.conflict-declared",
    { type: "application", id: own.applicationId },
    { assessorId: own.assessorId, ground, own: true },
  );
  return ok({ callId: own.callId });
}

/** The office knows that two people must not meet, before or after a case was given out. */
export async function barAssessor(
  tx: Tx,
  applicationId: string,
  given: { readonly assessorId: string; readonly ground: string },
): Promise<Result<null>> {
  if (!can.lead(tx.actor) || !isUuid(applicationId)) return notFound;
  const one = await lockCase(tx, applicationId);
  if (!one) return notFound;
  const selection = await holdSelection(tx, one.callId);
  if (!selection || (selection.state !== "preparing" && selection.state !== "assessing")) {
    return refuse({ code: `selection-${selection?.state ?? "final"}` });
  }
  const assessors = await assessorsOf(tx, one.callId);
  if (!assessors.some((each) => each.id === given.assessorId)) {
    return refuse({ code: "not-a-choice", field: "assessorId" });
  }
  if (!isGround(given.ground)) return refuse({ code: "not-a-choice", field: "ground" });
  const declared = await insertConflict(tx, {
    id: newId(),
    callId: one.callId,
    applicationId,
    assessorId: given.assessorId,
    ground: given.ground,
    own: false,
    by: actorId(tx.actor) ?? "system",
  });
  if (!declared) return refuse({ code: "already-there", field: "assessorId" });
  const pair = { caseId: applicationId, assessorId: given.assessorId };
  const assessment = await assessmentBetween(tx, pair);
  if (assessment && assessment.state !== "conflicted") {
    await moveAssessment(tx, assessment.id, "conflicted");
  }
  await record(
    tx,
    "selection.conflict-declared",
    { type: "application", id: applicationId },
    { assessorId: given.assessorId, ground: given.ground, own: false },
  );
  return ok(null);
}

/** Declared by mistake: the case comes back to the queue, to be judged anew. */
export async function liftConflict(
  tx: Tx,
  applicationId: string,
  conflictId: string,
): Promise<Result<null>> {
  if (!can.lead(tx.actor) || !isUuid(applicationId)) return notFound;
  const one = await lockCase(tx, applicationId);
  const selection = one && (await holdSelection(tx, one.callId));
  if (!one || !selection) return notFound;
  const stands = await conflictsOfCase(tx, applicationId);
  if (!stands.some((conflict) => conflict.id === conflictId)) return notFound;
  if (selection.state !== "preparing" && selection.state !== "assessing") {
    return refuse({ code: `selection-${selection.state}` });
  }
  const pair = await liftConflictRow(tx, conflictId, actorId(tx.actor) ?? "system");
  if (!pair || pair.caseId !== applicationId) return notFound;
  const assessment = await assessmentBetween(tx, pair);
  if (assessment) {
    const to = next("assessment", assessment.state, "lift");
    if (to.ok) await moveAssessment(tx, assessment.id, to.value);
  }
  await record(
    tx,
    "selection.conflict-lifted",
    { type: "application", id: applicationId },
    { assessorId: pair.assessorId },
  );
  return ok(null);
}
