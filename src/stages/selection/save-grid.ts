import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { readCall } from "../calls/read-calls.ts";
import { lockAssessments, moveAssessment, queueOf } from "./assessment.store.ts";
import { assessedCriteria, reasonProblems, scoreProblems } from "./rubric.rules.ts";
import { changedScores } from "./save-scores.ts";
import { insertScores, ownScores } from "./score.store.ts";
import { can } from "./selection.policy.ts";
import { next } from "./selection.rules.ts";
import { holdSelection, liveAssessor } from "./selection-call.store.ts";

/** Scores of many own cases: assessment id to a score a criterion, null where none was chosen. */
export type Grid = Readonly<Record<string, Readonly<Record<string, number | null>>>>;

/**
 * Saves every row of the grid that was filled in whole. Rows left empty stay as they are; a row
 * half filled is named. A problem's field is `<assessment>:<criterion>`.
 */
export async function saveGrid(
  tx: Tx,
  callId: string,
  grid: Grid,
  reason: string,
): Promise<Result<number>> {
  const { actor } = tx;
  if (!can.assess(actor) || actor.kind !== "staff") return notFound;
  const call = await readCall(tx, callId);
  const assessor = call && (await liveAssessor(tx, call.id, actor.userId));
  if (!call || !assessor) return notFound;
  // In the order of one case's save: assessments first, the selection then.
  await lockAssessments(tx, assessor.id);
  const selection = await holdSelection(tx, callId);
  if (selection?.state !== "assessing") {
    return refuse({ code: `selection-${selection?.state ?? "preparing"}` });
  }
  const criteria = assessedCriteria(call.criteria);
  const queue = await queueOf(tx, assessor.id);
  const cases = queue.filter((one) => one.state !== "conflicted");
  const filled = cases.filter((one) =>
    Object.values(grid[one.id] ?? {}).some((value) => value !== null),
  );
  const before = await ownScores(
    tx,
    assessor.id,
    filled.map((one) => one.applicationId),
  );
  const problems: Problem[] = [];
  const open = cases.some((one) => one.shared && one.state !== "scored" && !filled.includes(one));
  const rows = filled.flatMap((one) => {
    const values = grid[one.id] ?? {};
    problems.push(...scoreProblems(criteria, values, `${one.id}:`));
    const own = { applicationId: one.applicationId, assessorId: assessor.id };
    const changed = changedScores(own, criteria, values, before, reason.trim());
    if (open && !one.shared && changed.length > 0) problems.push({ code: "shared-cases-first" });
    return changed.map((row) => ({ row, one }));
  });
  if (rows.some(({ row }) => row.version > 1)) problems.push(...reasonProblems(reason.trim(), 3));
  if (problems.length > 0) {
    return refuse(...new Map(problems.map((each) => [JSON.stringify(each), each])).values());
  }
  await insertScores(
    tx,
    rows.map(({ row }) => row),
    actor.userId,
  );
  const touched = [...new Set(rows.map(({ one }) => one))];
  for (const one of touched) {
    const to = next("assessment", one.state, "save");
    if (to.ok) await moveAssessment(tx, one.id, to.value, true);
  }
  await recordAll(
    tx,
    "selection.case-scored",
    "application",
    touched.map((one) => ({ id: one.applicationId, data: { assessorId: assessor.id } })),
  );
  return ok(touched.length);
}
