import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { checkTravel } from "../travel/check-travel.ts";
import { can } from "./preparation.policy.ts";
import { isMinorOn } from "./task.rules.ts";
import { insertTasks, stayForTasks, type TaskStay, tasksOf } from "./task.store.ts";
import type { TaskKind } from "./task.ts";
import { type Concerned, changesOfList } from "./task-kind.rules.ts";
import { deleteTasks, kindsOfLine, type LineStay } from "./task-kind.store.ts";
import { watchSoon } from "./watch.ts";

/** From a company's yes on there is something to prepare. */
const PREPARED = ["matched", "preparing", "ready"];

/**
 * Writes down what has to be done before one stay, from the list of its line: what concerns minors
 * only where the person is one. Started twice it adds what is missing and changes nothing else.
 * @returns how many tasks were added
 */
export async function makeTasks(tx: Tx, mobilityId: string): Promise<Result<number>> {
  const stay = isUuid(mobilityId) ? await stayForTasks(tx, mobilityId, true) : undefined;
  if (!stay || !can.workFor(tx.actor, stay.sendingCountry)) return notFound;
  if (!PREPARED.includes(stay.state)) return refuse({ code: "tasks-not-yet" });
  const { added } = await fitTasks(tx, stay);
  await watchSoon(tx, stay.id);
  return ok(added);
}

/**
 * Lets a stay's list be what its line asks for of this person: somebody who turns out to need a visa
 * gets the tasks of those who do. Of what is asked for no more only the untouched goes.
 */
export async function fitTasks(tx: Tx, stay: TaskStay): Promise<{ added: number }> {
  const kinds = await kindsOfLine(tx, stay.lineId);
  const of = { ...(await concernedBy(tx, stay, kinds)), starts: stay.starts };
  const tasks = await tasksOf(tx, [stay.id]);
  const { added, removed } = changesOfList(kinds, tasks, of, wallTimeOf(tx.now).day);
  const about = { type: "mobility", id: stay.id };
  await insertTasks(tx, stay.id, added);
  await deleteTasks(tx, removed);
  if (added.length > 0) {
    await record(tx, "tasks.made", about, { codes: added.map(({ code }) => code) });
  }
  if (removed.length > 0) {
    await record(tx, "tasks.removed", about, { codes: removed.map(({ code }) => code) });
  }
  return { added: added.length };
}

const VISAS = ["visa-needed", "long-visa-needed"];

/** What decides which tasks concern somebody; the guard of travel is asked only where it matters. */
export async function concernedBy(
  tx: Tx,
  stay: Omit<LineStay, "birthDate"> & Pick<TaskStay, "birthDate">,
  kinds: readonly TaskKind[],
): Promise<Concerned> {
  const asksVisa = kinds.some(({ onlyFor, isOn }) => isOn && onlyFor === "visa");
  const isVirtual = stay.mode === "virtual";
  const { country, starts, ends } = stay;
  const journey = { country, starts, ends, virtual: isVirtual };
  const travel = asksVisa ? await checkTravel(tx, stay.personId, journey, stay.id) : undefined;
  return {
    isMinor: isMinorOn(stay.birthDate, starts),
    needsVisa: (travel?.findings ?? []).some(({ code }) => VISAS.includes(code)),
    isVirtual,
  };
}
