import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { can } from "./preparation.policy.ts";
import { standingOf } from "./read-preparation.ts";
import { next } from "./task.rules.ts";
import { holdStays, changeTask as keep, stayForTasks, staysOfTasks } from "./task.store.ts";
import type { KeptState, TaskAction } from "./task.ts";
import { watchSoon } from "./watch.ts";

const LONGEST = 300;
const EVENTS = {
  "hand-in": "task.handed-in",
  "take-back": "task.taken-back",
  finish: "task.finished",
  confirm: "task.confirmed",
  "send-back": "task.sent-back",
  waive: "task.waived",
  need: "task.needed",
  undo: "task.undone",
} as const satisfies Record<TaskAction, string>;

/** What only the office may do: whoever does a task does not check it. */
const OFFICE_ONLY: readonly TaskAction[] = ["confirm", "send-back", "waive", "need", "undo"];
const WITH_REASON: readonly TaskAction[] = ["send-back", "waive", "undo"];

export type TaskMove = {
  /** The proof that is handed in: a number, a day, where it was. */
  readonly note?: string;
  /** A file shows it; then it needs no words. */
  readonly withFile?: boolean;
  /** Why it goes back or is not needed. */
  readonly reason?: string;
};

/** Does one thing to one task: whoever does it hands it in or finishes it, the office checks it. */
export async function changeTask(
  tx: Tx,
  taskId: string,
  action: TaskAction,
  move: TaskMove = {},
): Promise<Result<KeptState>> {
  const [mobilityId] = isUuid(taskId) ? await staysOfTasks(tx, [taskId]) : [];
  const stay = mobilityId ? await stayForTasks(tx, mobilityId, true) : undefined;
  const task = stay && (await standingOf(tx, [stay.id])).get(stay.id)?.find((t) => t.id === taskId);
  if (!stay || !task) return notFound;
  const office = can.workFor(tx.actor, stay.sendingCountry);
  const doer = can.doTask(tx.actor, task.who, stay);
  const allowed = OFFICE_ONLY.includes(action) || (action === "take-back" && !doer) ? office : doer;
  if (!allowed) return notFound;
  if (task.automatic && action !== "waive" && action !== "need") {
    return refuse({ code: "task-automatic", params: { task: task.code } });
  }
  // Rule C3: nobody leaves before everybody has signed, whoever thinks it unneeded.
  if (action === "waive" && task.code === "agreement-signed") {
    return refuse({ code: "task-never-waived", params: { task: task.code } });
  }
  const after = next(task.state, action);
  if (!after.ok) return after;
  const note = move.note?.trim() ?? "";
  const reason = move.reason?.trim() ?? "";
  const problems: Problem[] = [];
  if (task.proof && action === "finish") problems.push({ code: "task-wants-proof", field: "note" });
  if (task.proof && action === "hand-in" && note === "" && !move.withFile) {
    problems.push({ code: "required", field: "note" });
  }
  if (WITH_REASON.includes(action) && reason === "") {
    problems.push({ code: "required", field: "reason" });
  }
  for (const [field, text] of [
    ["note", note],
    ["reason", reason],
  ] as const) {
    if (text.length > LONGEST) problems.push({ code: "too-long", params: { max: LONGEST }, field });
  }
  if (problems.length > 0) return refuse(...problems);
  await keep(tx, task.id, after.value, {
    ...(note === "" ? {} : { note }),
    reason: reason || null,
  });
  await record(tx, EVENTS[action], { type: "mobility", id: stay.id }, { task: task.code });
  await watchSoon(tx, stay.id);
  return ok(after.value);
}

/**
 * Does the same to many at once. All of them or none: a list in which some failed would have to be
 * compared with the one on the screen.
 */
export async function changeTasks(
  tx: Tx,
  taskIds: readonly string[],
  action: TaskAction,
  move: TaskMove = {},
): Promise<Result<number>> {
  const ids = [...new Set(taskIds)].filter(isUuid);
  if (ids.length === 0) return refuse({ code: "choose-one", field: "tasks" });
  // Stays before tasks and both in one order: two who press at once wait for each other in turn.
  await holdStays(tx, await staysOfTasks(tx, ids));
  const problems: Problem[] = [];
  for (const id of ids.sort()) {
    const done = await changeTask(tx, id, action, move);
    if (!done.ok) problems.push(...done.problems);
  }
  const first = new Map(problems.map((problem) => [`${problem.code} ${problem.field}`, problem]));
  return problems.length > 0 ? refuse(...first.values()) : ok(ids.length);
}

/** The office checks what was handed in. */
export const checkTasks = async (
  tx: Tx,
  taskIds: readonly string[],
  action: "confirm" | "send-back",
  reason = "",
): Promise<Result<number>> =>
  can.work(tx.actor) ? changeTasks(tx, taskIds, action, { reason }) : notFound;
