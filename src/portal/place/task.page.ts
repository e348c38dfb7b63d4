import { MOST_BYTES } from "../../platform/files/upload.ts";
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
import { handIn } from "../../stages/preparation/insurance-copy.ts";
import { type OwnPreparation, readOwnTasks } from "../../stages/preparation/read-preparation.ts";
import type { StayTask } from "../../stages/preparation/task.ts";
import { backLink, type Html, html, problemSummary } from "../../ui/index.ts";
import { portalShell, portalWords } from "../shell.ts";
import { copyField, sentCopies } from "./policies-part.ts";
import { actionOf, taskBody } from "./task-body.ts";
import { ownTaskName } from "./task-list.page.ts";
import { taskPaths } from "./task-paths.ts";

const slugOf = (visit: LearnerVisit) => visit.params.scheme ?? "";

type Found = Pick<OwnPreparation, "stay"> & { readonly task: StayTask };

/** One of the learner's own tasks that can be done now; anything else is not there. */
async function find(visit: LearnerVisit): Promise<Found | undefined> {
  const own = await readOwnTasks(visit.tx);
  const task = own?.tasks.find(({ code }) => code === visit.params.task);
  return own && task?.who === "learner" && !task.automatic ? { stay: own.stay, task } : undefined;
}

/** What to do, one box where something is to be shown, one button. */
async function show(
  visit: LearnerVisit,
  { stay, task }: Found,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit, stay.audience);
  const { t } = words;
  const title = ownTaskName(words, task);
  return portalShell(visit, {
    title,
    error: problems.length > 0,
    before: backLink({ words, href: taskPaths.list(visit.locale, slugOf(visit)) }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("tasks.by", { day: words.day(task.due) })}</p>
${taskBody(visit, words, task, {
  problems,
  hint: "tasks.own-proof-hint",
  press: task.proof ? "tasks.act-hand-in" : "tasks.act-finish",
  more: await sentCopies(words, visit, task),
  copy: copyField(words, task, problems),
  keep: `task-${task.id}`,
})}`,
  });
}

async function send(visit: LearnerVisit): Promise<Answer> {
  const found = await find(visit);
  if (!found) return nothingHere;
  const { task } = found;
  const note = visit.form.text("note");
  const done =
    actionOf(task) === "hand-in"
      ? await handIn(visit.tx, task, { note, file: visit.form.file("copy") })
      : await changeTask(visit.tx, task.id, "finish");
  if (done.ok) return redirect(`${taskPaths.list(visit.locale, slugOf(visit))}?done`);
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, found, done.problems));
}

export const routes: LearnerRoute[] = [
  {
    method: "GET",
    access: "learner",
    path: taskPaths.task(":lang", ":scheme", ":task"),
    answer: async (visit) => {
      const found = await find(visit);
      // A task that is not there any more leads to those that are.
      return found
        ? page(await show(visit, found))
        : redirect(taskPaths.list(visit.locale, slugOf(visit)));
    },
  },
  {
    method: "POST",
    access: "learner",
    limit: MOST_BYTES.picture,
    path: taskPaths.task(":lang", ":scheme", ":task"),
    answer: send,
  },
];
