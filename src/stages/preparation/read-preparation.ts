import type { GuardianActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { unsettledTexts } from "../agreements/read-differences.ts";
import type { Wait } from "../mobilities/stay-record.ts";
import { factsOf } from "./facts.store.ts";
import { can } from "./preparation.policy.ts";
import { blocks, isMinorOn, standing } from "./task.rules.ts";
import { ownStay, stayForTasks, type TaskStay, tasksOf } from "./task.store.ts";
import type { StayTask } from "./task.ts";

export type Preparation = {
  readonly waits: readonly Wait[];
  readonly tasks: readonly StayTask[];
};

/** Tasks of stays that the caller has been shown to be allowed to see, as they stand today. */
export async function standingOf(
  tx: Tx,
  mobilityIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StayTask[]>> {
  const stored = await tasksOf(tx, mobilityIds);
  const facts = await factsOf(tx, mobilityIds);
  const unsettled = await unsettledTexts(tx, mobilityIds);
  const today = wallTimeOf(tx.now).day;
  return new Map(
    facts.map((of) => [
      of.mobilityId,
      standing(
        stored.filter((task) => task.mobilityId === of.mobilityId),
        { ...of, unsettled: unsettled.get(of.mobilityId) ?? null },
        today,
      ),
    ]),
  );
}

/** States in which what blocks is what a stay waits for; before it waits for a company. */
const WAITING = ["matched", "preparing", "ready"];

/** What a stay waits for before its departure, with whom and since when, and all its tasks. */
export async function readPreparation(tx: Tx, mobilityId: string): Promise<Preparation> {
  const nothing = { waits: [], tasks: [] };
  if (!can.see(tx.actor) || !isUuid(mobilityId)) return nothing;
  const stay = await stayForTasks(tx, mobilityId);
  if (!stay) return nothing;
  const tasks = (await standingOf(tx, [stay.id])).get(stay.id) ?? [];
  const waits = tasks
    .filter((task) => blocks(task) && task.state !== "cannot-start")
    .map((task): Wait => {
      const who = task.state === "being-checked" ? "office" : task.who;
      return { what: `task-${task.code}`, who, since: task.since };
    });
  if (!WAITING.includes(stay.state)) return { waits: [], tasks };
  const isDone = tasks.length > 0 && !tasks.some(blocks) && stay.state === "preparing";
  return { waits: isDone ? [readiness(tasks)] : waits, tasks };
}

/** Everything is done, and somebody has to say so: it waits since the last task was over. */
function readiness(tasks: readonly StayTask[]): Wait {
  const since = new Date(Math.max(...tasks.map((task) => task.since.getTime())));
  return { what: "mark-ready", who: "office", since };
}

export type OwnPreparation = { readonly stay: TaskStay; readonly tasks: readonly StayTask[] };

/** A learner's own list, also for the guardian; undefined while there is no stay to prepare. */
export async function readOwnTasks(tx: Tx): Promise<OwnPreparation | undefined> {
  if (tx.actor.kind !== "learner" && tx.actor.kind !== "guardian") return undefined;
  const stay = await ownStay(tx);
  if (!stay) return undefined;
  return { stay, tasks: (await standingOf(tx, [stay.id])).get(stay.id) ?? [] };
}

/**
 * What a guardian does before a journey: what is the guardian's, and of somebody under age the card
 * about food and health, which either of the two may write.
 */
export async function readGuardianTasks(
  tx: Tx<GuardianActor>,
): Promise<OwnPreparation | undefined> {
  const own = await readOwnTasks(tx);
  if (!own || !WAITING.includes(own.stay.state)) return undefined;
  const isMinor = isMinorOn(own.stay.birthDate, own.stay.starts);
  const tasks = own.tasks.filter(
    ({ who, code }) => who === "guardian" || (isMinor && code === "medical-card"),
  );
  return { stay: own.stay, tasks };
}

/** One stay with its tasks for whoever works on it; undefined for "not there" and "not yours". */
export async function readStayTasks(
  tx: Tx,
  mobilityId: string,
): Promise<OwnPreparation | undefined> {
  if (!can.see(tx.actor) || !isUuid(mobilityId)) return undefined;
  const stay = await stayForTasks(tx, mobilityId);
  return stay && { stay, tasks: (await standingOf(tx, [stay.id])).get(stay.id) ?? [] };
}
