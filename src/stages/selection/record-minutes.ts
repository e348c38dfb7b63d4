import { createHash } from "node:crypto";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { isDay } from "../../shared/day.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type { Call } from "../calls/call.ts";
import { moreTimeUntil } from "../calls/extend-call.ts";
import { readCall } from "../calls/read-calls.ts";
import { readPreselectionRule } from "../schools/preselect.ts";
import { insertMinutes, listsOf, minutesOf, openWork } from "./list.store.ts";
import { objectionsOf } from "./objection.store.ts";
import { type Case, makeRanking, standingCases } from "./read-cases.ts";
import { can } from "./selection.policy.ts";
import { next } from "./selection.rules.ts";
import type { Selection } from "./selection.ts";
import { lockSelection, moveSelection } from "./selection-call.store.ts";

export type { Minutes } from "./list.store.ts";

export type NewMinutes = {
  readonly heldOn: string;
  readonly members: readonly { readonly name: string; readonly role: string }[];
  readonly minutes: string;
};

/** Two people at least: one alone is not a committee. */
const FEWEST_MEMBERS = 2;
const MOST_MEMBERS = 30;
const LEAST = 20;
const LONGEST = 20_000;

function minutesProblems(given: NewMinutes, today: string): Problem[] {
  const problems: Problem[] = [];
  if (!isDay(given.heldOn)) problems.push({ code: "not-a-day", field: "heldOn" });
  else if (given.heldOn > today) problems.push({ code: "day-in-future", field: "heldOn" });
  const { members } = given;
  if (members.length < FEWEST_MEMBERS) {
    problems.push({ code: "too-few-members", params: { min: FEWEST_MEMBERS }, field: "members" });
  }
  const long = members.some(({ name, role }) => name.length > 100 || role.length > 100);
  if (members.length > MOST_MEMBERS || long) {
    problems.push({ code: "too-long", params: { max: 100 }, field: "members" });
  }
  const { length } = given.minutes;
  if (length === 0) problems.push({ code: "required", field: "minutes" });
  else if (length < LEAST) {
    problems.push({ code: "too-short", params: { min: LEAST }, field: "minutes" });
  } else if (length > LONGEST) {
    problems.push({ code: "too-long", params: { max: LONGEST }, field: "minutes" });
  }
  return problems;
}

/**
 * Everything that is missing for a list, counted: thousands of lines help nobody. A case with fewer
 * scores than agreed can be decided, because after a conflict there may be nobody left to ask.
 */
export async function missingForList(
  tx: Tx,
  call: Call,
  cases: readonly Case[],
): Promise<Problem[]> {
  const open = await openWork(tx, call.id);
  const problems: Problem[] = [];
  const assessed = call.criteria.some((criterion) => criterion.kind === "assessed");
  if (assessed && open.waiting > 0) {
    problems.push({ code: "cases-not-scored", params: { count: open.waiting } });
  }
  if (open.interviews > 0) {
    problems.push({ code: "interviews-not-held", params: { count: open.interviews } });
  }
  const word = await readPreselectionRule(tx, call.id);
  if (word?.onlyThose && word.until >= wallTimeOf(tx.now).day) {
    problems.push({ code: "preselection-open", params: { until: word.until } });
  }
  const more = await moreTimeUntil(tx, call.id);
  if (more) problems.push({ code: "more-time-open", params: { until: wallTimeOf(more).day } });
  // Rules may speak against somebody; that the person is out is for people to decide.
  const undecided = cases.filter(({ eligible }) => eligible.undecided).length;
  if (undecided > 0) problems.push({ code: "eligibility-undecided", params: { count: undecided } });
  const ranking = makeRanking(call, cases, "provisional", 1);
  if (ranking.ok) return problems;
  const counts = new Map<string, { problem: Problem; count: number }>();
  for (const problem of ranking.problems) {
    const criterion = String(problem.params?.criterion ?? "");
    const key = `${problem.code} ${criterion}`;
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { problem: { code: problem.code, params: { criterion } }, count: 1 });
  }
  for (const { problem, count } of counts.values()) {
    problems.push({ code: problem.code, params: { ...problem.params, count } });
  }
  return problems;
}

/**
 * What the committee decided, by whom and when, frozen with its hash. Before the first list it
 * closes the scoring; afterwards it stands for the answers to objections.
 */
export async function recordMinutes(
  tx: Tx,
  callId: string,
  given: NewMinutes,
): Promise<Result<string>> {
  if (!can.lead(tx.actor)) return notFound;
  const call = await readCall(tx, callId);
  const selection = call && (await lockSelection(tx, call.id));
  if (!call || !selection) return notFound;
  const after = next("selection", selection.state, "decide");
  if (!after.ok && selection.state !== "provisional") return after;
  const clean: NewMinutes = {
    heldOn: given.heldOn,
    minutes: given.minutes.trim(),
    members: given.members
      .map(({ name, role }) => ({ name: name.trim(), role: role.trim() }))
      .filter(({ name }) => name !== ""),
  };
  const problems = minutesProblems(clean, wallTimeOf(tx.now).day);
  if (selection.state === "assessing")
    problems.push(...(await missingForList(tx, call, await standingCases(tx, call, null))));
  if (problems.length > 0) return refuse(...problems);
  const id = newId();
  const sha256 = createHash("sha256")
    .update(JSON.stringify([clean.heldOn, clean.members, clean.minutes]))
    .digest("hex");
  await insertMinutes(tx, {
    ...clean,
    id,
    callId,
    sha256,
    recordedBy: actorId(tx.actor) ?? "system",
  });
  if (after.ok) await moveSelection(tx, selection.id, after.value);
  await record(tx, "selection.decided", { type: "call", id: callId }, { decisionId: id, sha256 });
  return ok(id);
}

/** The committee looks again: scores are open until it decides anew. The old minutes stay. */
export async function reopenSelection(tx: Tx, callId: string): Promise<Result<null>> {
  if (!can.lead(tx.actor)) return notFound;
  const call = await readCall(tx, callId);
  const selection = call && (await lockSelection(tx, call.id));
  if (!call || !selection) return notFound;
  const to = next("selection", selection.state, "reopen");
  if (!to.ok) return to;
  await moveSelection(tx, selection.id, to.value);
  await record(tx, "selection.reopened", { type: "call", id: callId });
  return ok(null);
}

/**
 * Minutes that no list stands on yet, or undefined: each list needs a decision of its own, and one
 * that was written down before the last objection was answered knows nothing of the answer.
 */
export async function freshDecision(tx: Tx, selection: Selection): Promise<string | undefined> {
  const { callId } = selection;
  const used = new Set((await listsOf(tx, callId)).map((list) => list.decisionId));
  const answered = (await objectionsOf(tx, callId, null)).flatMap((one) => one.answeredAt ?? []);
  return (await minutesOf(tx, callId))
    .filter((one) => !used.has(one.id) && answered.every((at) => at <= one.recordedAt))
    .at(-1)?.id;
}
