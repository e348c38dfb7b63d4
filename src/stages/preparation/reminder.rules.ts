import type { Day } from "../../shared/day.ts";
import { smsNumber } from "../../shared/phone-number.ts";
import { nextReminder } from "./task.rules.ts";
import type { RemindedBy, StayTask, Who } from "./task.ts";

/** Whom this program or the school tells: those who do not see a list of theirs every day. */
export const TOLD: readonly Who[] = ["learner", "guardian"];

/** How somebody can be reached. */
export type Reached = {
  readonly email: string | null;
  readonly phone: string | null;
  /** Of age, or a guardian's consent about data stands. */
  readonly mayBeTexted: boolean;
};

/**
 * By letter; else by text message where the installation sends any and the person may get one; else by
 * somebody. Of a guardian no address is kept.
 */
export function wayTo(who: Who, of: Reached, hasGateway: boolean): RemindedBy {
  if (who !== "learner") return "hand";
  if (of.email) return "mail";
  return hasGateway && of.mayBeTexted && smsNumber(of.phone) !== null ? "sms" : "hand";
}

/** What somebody is to be reminded of today: due by the days of its kind, and possible now. */
export const dueReminders = (
  tasks: readonly StayTask[],
  who: readonly Who[],
  today: Day,
): readonly StayTask[] =>
  tasks.filter((task) => {
    const on = who.includes(task.who) && task.state !== "cannot-start" ? nextReminder(task) : null;
    return on !== null && on <= today;
  });
