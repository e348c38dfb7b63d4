import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import type { Criterion } from "../calls/criterion.ts";
import { readCall } from "../calls/read-calls.ts";
import {
  insertNote,
  moveAssessment,
  type OwnAssessment,
  ownAssessment,
  queueOf,
} from "./assessment.store.ts";
import { assessedCriteria, LONGEST_NOTE, reasonProblems, scoreProblems } from "./rubric.rules.ts";
import { insertScores, type NewScore, ownScores, type Score } from "./score.store.ts";
import { can } from "./selection.policy.ts";
import { next } from "./selection.rules.ts";
import { holdSelection } from "./selection-call.store.ts";

export type GivenScores = {
  /** A score a criterion; null where none was chosen. */
  readonly values: Readonly<Record<string, number | null>>;
  /** Needed when a saved score is changed. */
  readonly reason: string;
  readonly note: string;
  readonly forPanel: boolean;
};

/** One's own case while scores are given; the shared ones come before all others. */
async function openCase(
  tx: Tx,
  assessmentId: string,
): Promise<Result<{ own: OwnAssessment; userId: string; criteria: Criterion[] }>> {
  const { actor } = tx;
  if (!can.assess(actor) || actor.kind !== "staff") return notFound;
  const own = await ownAssessment(tx, assessmentId, actor.userId, true);
  // In conflict the case is as if it were not there.
  if (!own || own.state === "conflicted") return notFound;
  const selection = await holdSelection(tx, own.callId);
  if (selection?.state !== "assessing") {
    return refuse({ code: `selection-${selection?.state ?? "preparing"}` });
  }
  if (!own.shared && (await sharedLeft(tx, own.assessorId)) > 0) {
    return refuse({ code: "shared-cases-first" });
  }
  const call = await readCall(tx, own.callId);
  return ok({ own, userId: actor.userId, criteria: assessedCriteria(call?.criteria ?? []) });
}

/** How many of the cases that everybody scores first wait for this assessor. */
const sharedLeft = async (tx: Tx, assessorId: string): Promise<number> =>
  (await queueOf(tx, assessorId)).filter(
    (one) => one.shared && (one.state === "waiting" || one.state === "skipped"),
  ).length;

/** The rows that a save adds: the first score of a criterion, or a changed one with its reason. */
export function changedScores(
  own: Pick<OwnAssessment, "applicationId" | "assessorId">,
  criteria: readonly Criterion[],
  values: GivenScores["values"],
  before: readonly Score[],
  reason: string,
): NewScore[] {
  return criteria.flatMap(({ code }): NewScore[] => {
    const earlier = before.find(
      (score) => score.criterion === code && score.applicationId === own.applicationId,
    );
    const value = values[code] ?? null;
    if (value === null || earlier?.value === value) return [];
    return [
      {
        id: newId(),
        applicationId: own.applicationId,
        criterion: code,
        source: "assessor",
        assessorId: own.assessorId,
        value,
        choices: null,
        version: (earlier?.version ?? 0) + 1,
        reason: earlier ? reason : null,
      },
    ];
  });
}

/**
 * Saves all scores of a case at once. A score that was saved before is not rewritten: a new one is
 * added and says why.
 */
export async function saveScores(
  tx: Tx,
  assessmentId: string,
  given: GivenScores,
): Promise<Result<{ readonly callId: string; readonly saved: number }>> {
  const open = await openCase(tx, assessmentId);
  if (!open.ok) return open;
  const { own, userId, criteria } = open.value;
  const to = next("assessment", own.state, "save");
  if (!to.ok) return to;
  const problems: Problem[] = scoreProblems(criteria, given.values);
  const before = await ownScores(tx, own.assessorId, [own.applicationId]);
  const reason = given.reason.trim();
  const rows = changedScores(own, criteria, given.values, before, reason);
  if (rows.some((row) => row.version > 1)) problems.push(...reasonProblems(reason, 3));
  const note = given.note.trim();
  if (note.length > LONGEST_NOTE) {
    problems.push({ code: "too-long", params: { max: LONGEST_NOTE }, field: "note" });
  }
  if (problems.length > 0) return refuse(...problems);
  await insertScores(tx, rows, userId);
  if (note !== "") {
    const { applicationId, assessorId } = own;
    await insertNote(tx, {
      id: newId(),
      applicationId,
      assessorId,
      forPanel: given.forPanel,
      body: note,
    });
  }
  await moveAssessment(tx, own.id, to.value, true);
  await record(
    tx,
    "selection.case-scored",
    { type: "application", id: own.applicationId },
    { assessorId: own.assessorId, scores: rows.length },
  );
  return ok({ callId: own.callId, saved: rows.length });
}

/** Puts a case at the end of the own queue. */
export async function skipCase(
  tx: Tx,
  assessmentId: string,
): Promise<Result<{ readonly callId: string }>> {
  const open = await openCase(tx, assessmentId);
  if (!open.ok) return open;
  const { own } = open.value;
  const to = next("assessment", own.state, "skip");
  if (!to.ok) return to;
  await moveAssessment(tx, own.id, to.value);
  await record(
    tx,
    "selection.case-skipped",
    { type: "application", id: own.applicationId },
    { assessorId: own.assessorId },
  );
  return ok({ callId: own.callId });
}
