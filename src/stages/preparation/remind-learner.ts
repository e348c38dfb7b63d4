import type { SystemActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale } from "../../platform/i18n/index.ts";
import { queueMail, queueText } from "../../platform/mail/index.ts";
import { smsNumber } from "../../shared/phone-number.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { standingOf } from "./read-preparation.ts";
import { dueReminders, wayTo } from "./reminder.rules.ts";
import { markReminded, type TaskStay } from "./task.store.ts";

/**
 * One letter, or one text message, for everything that is due of the learner's, and neither a task nor
 * a name in it. Whom nothing reaches stands on a list for the school: nobody is called reminded who
 * was not.
 * @param hasGateway whether this installation sends text messages
 */
export async function remindLearner(
  tx: Tx<SystemActor>,
  stay: TaskStay,
  hasGateway: boolean,
): Promise<void> {
  const by = wayTo("learner", stay, hasGateway);
  const to = by === "mail" ? stay.email : smsNumber(stay.phone);
  if (by === "hand" || !to) return;
  const tasks = (await standingOf(tx, [stay.id])).get(stay.id) ?? [];
  const due = dueReminders(tasks, ["learner"], wallTimeOf(tx.now).day);
  if (due.length === 0) return;
  await markReminded(
    tx,
    due.map(({ id }) => id),
    by,
  );
  const codes = due.map(({ code }) => code);
  await record(tx, "tasks.reminded", { type: "mobility", id: stay.id }, { codes, by });
  const locale = stay.locale && isLocale(stay.locale) ? stay.locale : "en";
  const whom = stay.audience === "staff" ? "staff" : "learner";
  const message = { to, locale, params: { count: due.length, whom } };
  if (by === "mail") await queueMail(tx, { ...message, template: "tasks.mail-due" });
  else await queueText(tx, { ...message, template: "tasks.sms-due" });
}
