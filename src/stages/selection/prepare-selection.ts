import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId, newSeed } from "../../platform/random.ts";
import { isDay } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { readCall } from "../calls/read-calls.ts";
import { can } from "./selection.policy.ts";
import {
  assessorsOf,
  candidatesOf,
  insertAssessor,
  insertTeam,
  lockSelection,
  removeAssessorRow,
  type Settings,
  selectionOf,
  teamsOf,
  upsertSelection,
} from "./selection-call.store.ts";

/** What a selection begins with until somebody says otherwise. */
export const USUAL_SETTINGS: Settings = {
  assessorsACase: 2,
  sharedCases: 3,
  blind: true,
  spreadLimit: 2,
  assessBy: null,
};

function settingProblems(given: Settings): Problem[] {
  const problems: Problem[] = [];
  const between = (field: keyof Settings, value: number, min: number, max: number) => {
    if (!Number.isInteger(value)) problems.push({ code: "not-whole", field });
    else if (value < min) problems.push({ code: "too-small", params: { min }, field });
    else if (value > max) problems.push({ code: "too-big", params: { max }, field });
  };
  between("assessorsACase", given.assessorsACase, 1, 9);
  between("sharedCases", given.sharedCases, 0, 10);
  between("spreadLimit", given.spreadLimit, 1, 100);
  if (given.assessBy !== null && !isDay(given.assessBy)) {
    problems.push({ code: "not-a-day", field: "assessBy" });
  }
  return problems;
}

/** How a call's cases are judged: changed while nobody has been given a case. */
export async function prepareSelection(
  tx: Tx,
  callId: string,
  settings: Settings = USUAL_SETTINGS,
): Promise<Result<null>> {
  if (!can.lead(tx.actor)) return notFound;
  const call = await readCall(tx, callId);
  if (!call) return notFound;
  if (!call.needsList) return refuse({ code: "call-without-list" });
  const problems = settingProblems(settings);
  if (problems.length > 0) return refuse(...problems);
  const known = await lockSelection(tx, call.id);
  if (known && known.state !== "preparing") return refuse({ code: `selection-${known.state}` });
  const id = known?.id ?? newId();
  await upsertSelection(tx, { id, callId: call.id, seed: known?.seed ?? newSeed(), ...settings });
  await record(tx, "selection.prepared", { type: "call", id: call.id }, { ...settings });
  return ok(null);
}

/** Refuses where the call has no selection that is still under way. */
async function underWay(tx: Tx, callId: string): Promise<Result<null>> {
  const selection = isUuid(callId) ? await selectionOf(tx, callId) : undefined;
  if (!selection) return notFound;
  return selection.state === "preparing" || selection.state === "assessing"
    ? ok(null)
    : refuse({ code: `selection-${selection.state}` });
}

/** People who take one country's cases, or every country's. */
export async function addTeam(
  tx: Tx,
  callId: string,
  given: { readonly name: string; readonly country: string | null },
): Promise<Result<string>> {
  if (!can.lead(tx.actor)) return notFound;
  const open = await underWay(tx, callId);
  if (!open.ok) return open;
  const name = given.name.trim();
  if (name === "") return refuse({ code: "required", field: "name" });
  if (name.length > 80) return refuse({ code: "too-long", params: { max: 80 }, field: "name" });
  if (given.country !== null && !/^[A-Z]{2}$/.test(given.country)) {
    return refuse({ code: "not-a-choice", field: "country" });
  }
  const id = newId();
  if (!(await insertTeam(tx, { id, callId, name, country: given.country }))) {
    return refuse({ code: "already-there", field: "name" });
  }
  await record(tx, "selection.team-added", { type: "call", id: callId }, { teamId: id });
  return ok(id);
}

/** Somebody with the role of an assessor judges cases of this call, alone or in a team. */
export async function assignAssessor(
  tx: Tx,
  callId: string,
  given: { readonly userId: string; readonly teamId: string | null },
): Promise<Result<string>> {
  if (!can.lead(tx.actor)) return notFound;
  const open = await underWay(tx, callId);
  if (!open.ok) return open;
  const person = (await candidatesOf(tx)).find((one) => one.userId === given.userId);
  if (!person) return refuse({ code: "not-a-choice", field: "userId" });
  if (given.teamId !== null) {
    const teams = await teamsOf(tx, callId);
    if (!teams.some((team) => team.id === given.teamId)) {
      return refuse({ code: "not-a-choice", field: "teamId" });
    }
  }
  const id = newId();
  const { userId, name, organisationId } = person;
  const added = await insertAssessor(tx, {
    id,
    callId,
    userId,
    name,
    organisationId,
    teamId: given.teamId,
  });
  if (!added) return refuse({ code: "already-there", field: "userId" });
  await record(tx, "selection.assessor-assigned", { type: "call", id: callId }, { assessorId: id });
  return ok(id);
}

/** Takes somebody off a call. Scores that were saved stand; cases not judged go to others. */
export async function removeAssessor(
  tx: Tx,
  callId: string,
  assessorId: string,
): Promise<Result<null>> {
  if (!can.lead(tx.actor) || !isUuid(assessorId)) return notFound;
  const there = await assessorsOf(tx, callId);
  if (!there.some((one) => one.id === assessorId && one.removedAt === null)) return notFound;
  const open = await underWay(tx, callId);
  if (!open.ok) return open;
  if (!(await removeAssessorRow(tx, callId, assessorId))) return notFound;
  await record(tx, "selection.assessor-removed", { type: "call", id: callId }, { assessorId });
  return ok(null);
}
