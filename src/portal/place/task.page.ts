import type { MessageKey } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { LearnerRoute, LearnerVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { changeTask } from "../../stages/preparation/change-task.ts";
import { readOwnTasks } from "../../stages/preparation/read-preparation.ts";
import { next } from "../../stages/preparation/task.rules.ts";
import type { StayTask } from "../../stages/preparation/task.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  insetText,
  problemSummary,
  textarea,
} from "../../ui/index.ts";
import { portalShell, portalWords } from "../shell.ts";
import { ownTaskName } from "./task-list.page.ts";
import { taskPaths } from "./task-paths.ts";

const slugOf = (visit: LearnerVisit) => visit.params.scheme ?? "";

const actionOf = (task: StayTask) => (task.proof ? "hand-in" : "finish");

/** One of the learner's own tasks that can be done now; anything else is not there. */
async function find(visit: LearnerVisit): Promise<StayTask | undefined> {
  const own = await readOwnTasks(visit.tx);
  const task = own?.tasks.find(({ code }) => code === visit.params.task);
  return task?.who === "learner" && !task.automatic ? task : undefined;
}

/** What to do, one box where something is to be shown, one button. */
async function show(
  visit: LearnerVisit,
  task: StayTask,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const title = ownTaskName(words, task);
  const about: MessageKey = `tasks.about-${task.code}`;
  const action = taskPaths.task(visit.locale, slugOf(visit), task.code);
  return portalShell(visit, {
    title,
    error: problems.length > 0,
    before: backLink({ words, href: taskPaths.list(visit.locale, slugOf(visit)) }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("tasks.by", { day: words.day(task.due) })}</p>
${words.has(about) && html`<p class="govuk-body">${t(about)}</p>`}
${task.state === "sent-back" && task.reason && insetText({ text: t("tasks.sent-back-because", { reason: task.reason }) })}
${
  task.state === "being-checked"
    ? html`<p class="govuk-body">${t("tasks.with-office")}</p>${task.note && insetText({ text: task.note })}`
    : next(task.state, actionOf(task)).ok
      ? form(
          { action, key: newId(), keep: `task-${task.id}` },
          task.proof
            ? textarea({
                words,
                name: "note",
                rows: 3,
                label: { text: t("tasks.own-proof"), classes: "govuk-label--m" },
                hint: t("tasks.own-proof-hint"),
                value: visit.form.has("note") ? visit.form.text("note") : (task.note ?? ""),
                problems,
              })
            : null,
          button({
            text: t(task.proof ? "tasks.act-hand-in" : "tasks.act-finish"),
            preventDoubleClick: true,
            classes: "app-button-wide",
          }),
        )
      : html`<p class="govuk-body">${t(`tasks.state-${task.state}` as MessageKey)}</p>`
}`,
  });
}

async function send(visit: LearnerVisit): Promise<Answer> {
  const task = await find(visit);
  if (!task) return nothingHere;
  const done = await changeTask(visit.tx, task.id, actionOf(task), {
    note: visit.form.text("note"),
  });
  if (done.ok) return redirect(`${taskPaths.list(visit.locale, slugOf(visit))}?done`);
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, task, done.problems));
}

export const routes: LearnerRoute[] = [
  {
    method: "GET",
    access: "learner",
    path: taskPaths.task(":lang", ":scheme", ":task"),
    answer: async (visit) => {
      const task = await find(visit);
      // A task that is not there any more leads to those that are.
      return task
        ? page(await show(visit, task))
        : redirect(taskPaths.list(visit.locale, slugOf(visit)));
    },
  },
  {
    method: "POST",
    access: "learner",
    path: taskPaths.task(":lang", ":scheme", ":task"),
    answer: send,
  },
];
