import type { SystemActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale } from "../../platform/i18n/index.ts";
import { queueMail } from "../../platform/mail/index.ts";
import { addDays, type Day } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { makeTasks } from "./make-tasks.ts";
import { reopenIfBroken } from "./mark-ready.ts";
import { forgetCard } from "./medical-card.store.ts";
import { standingOf } from "./read-preparation.ts";
import { nextReminder } from "./task.rules.ts";
import { markReminded, stayForTasks, type TaskStay, tasksOf } from "./task.store.ts";
import type { StayTask } from "./task.ts";
import { watchTomorrow } from "./watch.ts";

const GETTING_READY = ["matched", "preparing", "ready"];
/** What stands on a medical card is kept for so many days after the person is home. */
export const CARD_DAYS = 30;

/**
 * Looks at one stay: makes its list, reminds whoever is due, takes "ready" back where something
 * broke, and lets the medical card go once it is of no use. It comes back each morning until then;
 * started twice on a day it finds nothing left to do.
 */
export async function watchPreparation(tx: Tx<SystemActor>, mobilityId: string): Promise<void> {
  const stay = await stayForTasks(tx, mobilityId, true);
  if (!stay) return;
  const today = wallTimeOf(tx.now).day;
  if (GETTING_READY.includes(stay.state)) {
    if ((await tasksOf(tx, [stay.id])).length === 0) {
      await makeTasks(tx, stay.id);
    }
    await reopenIfBroken(tx, stay);
    await remindLearner(tx, stay, today);
    await watchTomorrow(tx, stay.id);
    return;
  }
  if (stay.state === "planned" || stay.state === "on-hold") {
    await watchTomorrow(tx, stay.id);
    return;
  }
  // Away or over: only what is written about health is left to look after.
  // Of somebody who does not go yesterday was the last day on which it was of use.
  const last = stay.state === "cancelled" ? addDays(today, -1) : addDays(stay.ends, CARD_DAYS);
  const kept = await forgetCard(tx, stay.id, today, last);
  if (kept) await watchTomorrow(tx, stay.id, kept);
}

/**
 * One letter for everything that is due of the learner's, and neither a task nor a name in it. What
 * others do stands on the office's list: nobody is called reminded who got no letter.
 */
async function remindLearner(tx: Tx, stay: TaskStay, today: Day): Promise<void> {
  if (!stay.email) return;
  const tasks = (await standingOf(tx, [stay.id])).get(stay.id) ?? [];
  const due = tasks.filter((task: StayTask) => {
    const on = task.who === "learner" ? nextReminder(task) : null;
    return on !== null && on <= today && task.state !== "cannot-start" && !task.automatic;
  });
  if (due.length === 0) return;
  await markReminded(
    tx,
    due.map(({ id }) => id),
  );
  const codes = due.map(({ code }) => code);
  await record(tx, "tasks.reminded", { type: "mobility", id: stay.id }, { codes });
  const locale = stay.locale && isLocale(stay.locale) ? stay.locale : "en";
  await queueMail(tx, {
    to: stay.email,
    template: "tasks.mail-due",
    locale,
    params: { count: due.length },
  });
}
