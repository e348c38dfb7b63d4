import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { checkStays } from "../travel/check-stays.ts";
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
  const concerned = (await concernedBy(tx, [stay], kinds)).get(stay.id)!;
  const of = { ...concerned, starts: stay.starts };
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

/**
 * What decides which tasks concern these people, by stay; the guard of travel is asked only where it
 * matters, and once for all of them.
 */
export async function concernedBy(
  tx: Tx,
  stays: readonly LineStay[],
  kinds: readonly TaskKind[],
): Promise<ReadonlyMap<string, Concerned>> {
  const asksVisa = kinds.some(({ onlyFor, isOn }) => isOn && onlyFor === "visa");
  const asked = asksVisa ? stays.map(({ id, personId }) => ({ mobilityId: id, personId })) : [];
  const found = asksVisa ? await checkStays(tx, asked) : undefined;
  return new Map(
    stays.map(({ id, birthDate, starts, mode }) => [
      id,
      {
        isMinor: isMinorOn(birthDate, starts),
        needsVisa: (found?.get(id) ?? []).some(({ code }) => VISAS.includes(code)),
        isVirtual: mode === "virtual",
      },
    ]),
  );
}
