import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { PublicVisit } from "../../platform/web/route.ts";
import type { GuardianVisit } from "../../stages/consents/guardian-link.ts";
import { readGuardianTasks } from "../../stages/preparation/read-preparation.ts";
import { isOver } from "../../stages/preparation/task.rules.ts";
import type { StayTask } from "../../stages/preparation/task.ts";
import { type Html, html, type Task, taskList } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { ownTaskName, TASK_COLOURS } from "../place/task-list.page.ts";

export const guardianTaskPath = (visit: PublicVisit, code: string): string =>
  paths.guardianTask(visit.locale, visit.params.scheme ?? "", visit.params.secret ?? "", code);

function item(visit: PublicVisit, words: Words, task: StayTask): Task {
  const { t } = words;
  const text = t(`tasks.state-${task.state}` as MessageKey);
  const colour = task.overdue ? "red" : TASK_COLOURS[task.state];
  // The card can be corrected for as long as it is kept.
  const opens = task.code === "medical-card" || (!isOver(task) && task.state !== "cannot-start");
  return {
    title: ownTaskName(words, task),
    href: opens ? guardianTaskPath(visit, task.code) : undefined,
    hint: isOver(task) ? undefined : t("tasks.by", { day: words.shortDay(task.due) }),
    status: colour ? { tag: { text, colour } } : text,
  };
}

/** What a parent does before the journey, once the parent agreed to it. */
export async function guardianTasks(
  visit: PublicVisit,
  words: Words,
  guardian: GuardianVisit,
): Promise<Html | null> {
  const own = await readGuardianTasks(guardian.tx);
  if (!own || own.tasks.length === 0) return null;
  return html`<h2 class="govuk-heading-m" id="tasks">${words.t("guardian.tasks-title")}</h2>${taskList(
    {
      idPrefix: "task",
      items: own.tasks.map((task) => item(visit, words, task)),
    },
  )}`;
}
