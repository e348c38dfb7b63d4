import { createHash } from "node:crypto";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { readCall } from "../calls/read-calls.ts";
import { givenCases, insertAssessments, liveConflicts } from "./assessment.store.ts";
import { casesToGive } from "./case.store.ts";
import { distribute, type Given } from "./distribution.rules.ts";
import { can } from "./selection.policy.ts";
import { next } from "./selection.rules.ts";
import type { Assessor } from "./selection.ts";
import {
  assessorsOf,
  lockSelection,
  moveSelection,
  organisationsOfAssessors,
  teamsOf,
} from "./selection-call.store.ts";

/** Who was taken off and came back judges nobody a second time. */
function judgedBefore(all: readonly Assessor[], given: readonly Given[]): Given[] {
  const user = new Map(all.map((one) => [one.id, one.userId]));
  return all
    .filter((one) => one.removedAt === null)
    .flatMap(({ id, userId }) =>
      given
        .filter((one) => one.assessorId !== id && user.get(one.assessorId) === userId)
        .map(({ caseId }) => ({ caseId, assessorId: id })),
    );
}

/**
 * Gives every case to as many assessors as the selection says. The first time it opens the queues;
 * later it only fills what a conflict or a removed assessor left open. Nothing saved is taken away.
 */
export async function distributeCases(tx: Tx, callId: string): Promise<Result<number>> {
  if (!can.lead(tx.actor)) return notFound;
  const call = await readCall(tx, callId);
  const selection = call && (await lockSelection(tx, call.id));
  if (!call || !selection) return notFound;
  if (call.state !== "closed") return refuse({ code: "selection-call-not-closed" });
  if (selection.state !== "assessing") {
    const begun = next("selection", selection.state, "begin");
    if (!begun.ok) return begun;
  }
  const teams = new Map((await teamsOf(tx, callId)).map((team) => [team.id, team]));
  const all = await assessorsOf(tx, callId);
  const live = all.filter((one) => one.removedAt === null);
  if (live.length === 0) return refuse({ code: "no-assessors" });
  const cases = await casesToGive(tx, callId);
  if (cases.length === 0) return refuse({ code: "no-cases" });
  const there = new Set(live.map((one) => one.id));
  const given = (await givenCases(tx, callId)).filter(
    (one) => there.has(one.assessorId) || one.scored,
  );
  const organisations = await organisationsOfAssessors(tx, callId);
  const made = distribute({
    cases,
    assessors: live.map((one) => ({
      id: one.id,
      organisationIds: organisations.get(one.id) ?? [],
      country: (one.teamId && teams.get(one.teamId)?.country) || null,
    })),
    perCase: selection.assessorsACase,
    shared: Math.min(selection.sharedCases, cases.length),
    conflicts: [...(await liveConflicts(tx, callId)), ...judgedBefore(all, given)],
    given,
    draw: (text) => createHash("sha256").update(`${selection.seed}\n${text}`).digest("hex"),
  });
  if (!made.ok) return made;
  const last = new Map<string, number>();
  for (const { assessorId } of given) last.set(assessorId, (last.get(assessorId) ?? 0) + 1);
  const rows = made.value.map((one) => {
    const position = (last.get(one.assessorId) ?? 0) + 1;
    last.set(one.assessorId, position);
    return { ...one, id: newId(), position };
  });
  await insertAssessments(tx, callId, rows);
  if (selection.state === "preparing") await moveSelection(tx, selection.id, "assessing");
  await record(
    tx,
    "selection.cases-given-out",
    { type: "call", id: callId },
    { cases: cases.length, assessors: live.length, given: rows.length },
  );
  return ok(rows.length);
}
