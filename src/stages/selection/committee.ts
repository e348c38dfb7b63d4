import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import type { Call } from "../calls/call.ts";
import { readCall } from "../calls/read-calls.ts";
import { type CaseCall, lockCase } from "./case.store.ts";
import { standingCases } from "./read-cases.ts";
import { reasonProblems } from "./rubric.rules.ts";
import { insertEligibility, insertScores, insertVeto, versionOf } from "./score.store.ts";
import { can } from "./selection.policy.ts";
import type { SelectionState } from "./selection.ts";
import { holdSelection } from "./selection-call.store.ts";

/** A decision needs a reason that the person can read, not a word. */
const LEAST_REASON = 10;

/** A case the committee may decide about, while the selection is in one of `states`. */
async function decidable(
  tx: Tx,
  applicationId: string,
  states: readonly SelectionState[],
): Promise<Result<{ one: CaseCall; call: Call; by: string }>> {
  if (!can.lead(tx.actor) || !isUuid(applicationId)) return notFound;
  const one = await lockCase(tx, applicationId);
  const call = one && (await readCall(tx, one.callId));
  const selection = one && (await holdSelection(tx, one.callId));
  if (!one || !call || !selection) return notFound;
  if (!states.includes(selection.state)) return refuse({ code: `selection-${selection.state}` });
  return ok({ one, call, by: actorId(tx.actor) ?? "system" });
}

const BEFORE_THE_LIST = ["preparing", "assessing", "decided"] as const;

export type Correction = {
  readonly criterion: string;
  readonly points: number;
  readonly reason: string;
};

export function correctionProblems(
  call: Pick<Call, "criteria">,
  given: Correction,
  prefix = "",
): Problem[] {
  const criterion = call.criteria.find((each) => each.code === given.criterion);
  const at = (field: string, code: string, params?: Problem["params"]): Problem => ({
    code,
    ...(params ? { params } : {}),
    field: `${prefix}${field}`,
  });
  if (!criterion) return [at("criterion", "not-a-choice")];
  const problems: Problem[] = [];
  if (!Number.isInteger(given.points)) problems.push(at("points", "not-whole"));
  else if (given.points < 0) problems.push(at("points", "too-small", { min: 0 }));
  else if (given.points > criterion.maximum) {
    problems.push(at("points", "too-big", { max: criterion.maximum }));
  }
  problems.push(...reasonProblems(given.reason.trim(), LEAST_REASON, `${prefix}reason`));
  return problems;
}

/** Adds points that stand before every score, and why; the scores stay to be seen. */
export async function addCorrection(
  tx: Tx,
  applicationId: string,
  given: Correction,
  by: string,
): Promise<void> {
  const row = { applicationId, criterion: given.criterion, source: "committee" as const };
  const version = (await versionOf(tx, row)) + 1;
  const reason = given.reason.trim();
  await insertScores(
    tx,
    [
      {
        ...row,
        id: newId(),
        assessorId: null,
        value: given.points,
        choices: null,
        version,
        reason,
      },
    ],
    by,
  );
  await record(
    tx,
    "selection.points-corrected",
    { type: "application", id: applicationId },
    { criterion: given.criterion, points: given.points, version },
  );
}

/** The committee gives other points for one criterion, with a reason that the person reads. */
export async function correctPoints(
  tx: Tx,
  applicationId: string,
  given: Correction,
): Promise<Result<null>> {
  const open = await decidable(tx, applicationId, BEFORE_THE_LIST);
  if (!open.ok) return open;
  const problems = correctionProblems(open.value.call, given);
  if (problems.length > 0) return refuse(...problems);
  await addCorrection(tx, applicationId, given, open.value.by);
  return ok(null);
}

/** Says no to a person on a criterion that allows it, or takes that back; each with its reason. */
export async function decideVeto(
  tx: Tx,
  applicationId: string,
  given: { readonly criterion: string; readonly standing: boolean; readonly reason: string },
): Promise<Result<null>> {
  const open = await decidable(tx, applicationId, BEFORE_THE_LIST);
  if (!open.ok) return open;
  const { call, by } = open.value;
  const criterion = call.criteria.find((each) => each.code === given.criterion);
  const problems: Problem[] = reasonProblems(given.reason.trim(), LEAST_REASON);
  if (!criterion) problems.unshift({ code: "not-a-choice", field: "criterion" });
  else if (criterion.veto !== true)
    problems.unshift({ code: "veto-not-allowed", field: "criterion" });
  if (problems.length > 0) return refuse(...problems);
  await insertVeto(tx, { ...given, id: newId(), applicationId, reason: given.reason.trim(), by });
  await record(
    tx,
    given.standing ? "selection.vetoed" : "selection.veto-lifted",
    { type: "application", id: applicationId },
    { criterion: given.criterion },
  );
  return ok(null);
}

/**
 * Admits somebody or not. What the rules say is kept beside the decision, so that one against the
 * rules can be seen and explained.
 */
export async function decideEligibility(
  tx: Tx,
  applicationId: string,
  given: { readonly eligible: boolean; readonly note: string },
): Promise<Result<null>> {
  // What the school says late can speak against somebody between the two lists.
  const open = await decidable(tx, applicationId, [...BEFORE_THE_LIST, "provisional"]);
  if (!open.ok) return open;
  const { call, by } = open.value;
  const [found] = await standingCases(tx, call, null, applicationId);
  const computed = found?.eligible;
  if (!computed) return notFound;
  const against = given.eligible !== (computed.reasons.length === 0);
  const note = given.note.trim();
  const problems = against || note !== "" ? reasonProblems(note, LEAST_REASON, "note") : [];
  if (problems.length > 0) return refuse(...problems);
  await insertEligibility(tx, {
    id: newId(),
    applicationId,
    eligible: given.eligible,
    reasons: computed.reasons,
    note: note === "" ? null : note,
    by,
  });
  await record(
    tx,
    "selection.eligibility-decided",
    { type: "application", id: applicationId },
    { eligible: given.eligible, reasons: computed.reasons.map((reason) => reason.code) },
  );
  return ok(null);
}
