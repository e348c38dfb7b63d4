import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./preparation.policy.ts";
import { dueDay, isMinorOn } from "./task.rules.ts";
import { insertTasks, kindsOfLine, stayForTasks, tasksOf } from "./task.store.ts";
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
  const today = wallTimeOf(tx.now).day;
  const isMinor = isMinorOn(stay.birthDate, stay.starts);
  const there = new Set((await tasksOf(tx, [stay.id])).map(({ code }) => code));
  const missing = (await kindsOfLine(tx, stay.lineId))
    .filter((kind) => !there.has(kind.code) && (isMinor || !kind.minorsOnly))
    // Somebody whose stay is online travels nowhere.
    .filter((kind) => stay.mode !== "virtual" || !TRAVELLING.has(kind.code))
    .map((kind) => ({ ...kind, due: dueDay(stay.starts, kind.daysBefore, today) }));
  await insertTasks(tx, stay.id, missing);
  if (missing.length > 0) {
    await record(
      tx,
      "tasks.made",
      { type: "mobility", id: stay.id },
      { codes: missing.map(({ code }) => code) },
    );
  }
  await watchSoon(tx, stay.id);
  return ok(missing.length);
}

const TRAVELLING = new Set([
  "id-papers",
  "exit-authorisation",
  "group-adults",
  "medical-card",
  "insurance-accident",
  "insurance-liability",
  "insurance-health",
  "journey-booked",
  "lodging",
]);
