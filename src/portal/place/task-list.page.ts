import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { LearnerRoute, LearnerVisit } from "../../platform/web/route.ts";
import { readOwnTasks } from "../../stages/preparation/read-preparation.ts";
import { isOver } from "../../stages/preparation/task.rules.ts";
import type { StayTask, TaskState } from "../../stages/preparation/task.ts";
import {
  backLink,
  type Html,
  html,
  notificationBanner,
  type TagColour,
  type Task,
  taskList,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { policiesPart } from "./policies-part.ts";
import { taskPaths } from "./task-paths.ts";

const slugOf = (visit: LearnerVisit) => visit.params.scheme ?? "";

export const ownTaskName = (words: Words, task: Pick<StayTask, "code" | "name">): string =>
  task.name ? words.local(task.name) : words.t(`tasks.kind-${task.code}` as MessageKey);

export const TASK_COLOURS: Readonly<Partial<Record<TaskState, TagColour>>> = {
  open: "yellow",
  "being-checked": "turquoise",
  "sent-back": "orange",
};

/** What the learner opens to do a task; what others do, and what is over, leads nowhere. */
function hrefOf(visit: LearnerVisit, task: StayTask): string | undefined {
  const at = [visit.locale, slugOf(visit)] as const;
  if (task.code === "medical-card") return taskPaths.card(...at);
  if (task.code === "exit-authorisation" && !isOver(task)) return paths.placeExit(...at);
  const own = task.who === "learner" && !task.automatic;
  return own && task.state !== "cannot-start" && !isOver(task)
    ? taskPaths.task(...at, task.code)
    : undefined;
}

function item(words: Words, visit: LearnerVisit, all: readonly StayTask[], task: StayTask): Task {
  const { t } = words;
  const before = all.find(({ code }) => code === task.afterCode);
  // Nothing to press at what others write down: the line says where to go with it.
  const about: MessageKey = `tasks.about-${task.code}`;
  const late = task.overdue && task.who === "learner";
  const hints = [
    task.who !== "learner" && t("tasks.done-by", { who: t(`tasks.who-${task.who}` as MessageKey) }),
    task.state === "cannot-start" &&
      before &&
      t("tasks.after", { task: ownTaskName(words, before) }),
    task.state === "sent-back" && task.reason,
    task.automatic && !isOver(task) && words.has(about) && t(about),
    !isOver(task) && t(late ? "tasks.late-by" : "tasks.by", { day: words.shortDay(task.due) }),
  ].filter((hint): hint is string => !!hint);
  const text = t(`tasks.state-${task.state}` as MessageKey);
  const colour = late ? "red" : TASK_COLOURS[task.state];
  return {
    title: ownTaskName(words, task),
    href: hrefOf(visit, task),
    hint:
      hints.length > 0
        ? html`${hints.map((hint, at) => html`${at > 0 && html`<br>`}${hint}`)}`
        : undefined,
    status: colour ? { tag: { text, colour } } : text,
    statusClasses:
      task.state === "cannot-start" ? "govuk-task-list__status--cannot-start-yet" : undefined,
  };
}

/** First what the learner does, then what others do for the learner. */
async function show(visit: LearnerVisit): Promise<Html> {
  const own = await readOwnTasks(visit.tx);
  const words = await portalWords(visit, own?.stay.audience);
  const { t } = words;
  if (!own || own.tasks.length === 0) return nothingYet(visit, words);
  const { tasks, stay } = own;
  const mine = tasks.filter(({ who }) => who === "learner");
  const others = tasks.filter(({ who }) => who !== "learner");
  const done = tasks.filter(isOver).length;
  const list = (title: MessageKey, some: readonly StayTask[], idPrefix: string) =>
    some.length > 0 &&
    html`<h2 class="govuk-heading-m">${t(title)}</h2>${taskList({ idPrefix, items: some.map((task) => item(words, visit, tasks, task)) })}`;
  const title = t("tasks.own-title");
  return portalShell(visit, {
    title,
    before: backLink({ words, href: paths.placeResult(visit.locale, slugOf(visit)) }),
    body: html`${
      visit.query.has("done") &&
      notificationBanner({ words, type: "success", text: t("tasks.own-saved") })
    }<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("tasks.own-lead", { city: stay.city, day: words.day(stay.starts) })}</p>
<p class="govuk-body"><strong>${t("tasks.done-of", { done, all: tasks.length })}</strong></p>
${list("tasks.own-mine", mine, "mine")}${list("tasks.own-others", others, "others")}${await policiesPart(words, visit)}
<p class="govuk-body"><a class="govuk-link" href="${taskPaths.dates(visit.locale, slugOf(visit))}">${t("travel.own-calendar")}</a></p>`,
  });
}

const nothingYet = (visit: LearnerVisit, words: Words): Promise<Html> =>
  portalShell(visit, {
    title: words.t("tasks.own-title"),
    before: backLink({ words, href: paths.placeResult(visit.locale, slugOf(visit)) }),
    body: html`<h1 class="govuk-heading-l">${words.t("tasks.own-title")}</h1><p class="govuk-body">${words.t("tasks.own-none-yet")}</p>`,
  });

/** What the learner can do now, the soonest first. */
const nextOwn = (tasks: readonly StayTask[]): StayTask | undefined =>
  tasks
    .filter(({ who, state }) => who === "learner" && (state === "open" || state === "sent-back"))
    .toSorted((one, other) => one.due.localeCompare(other.due))[0];

/** The one next step and the way to the list, on the page of the own place. */
export async function tasksPart(words: Words, visit: LearnerVisit): Promise<Html | null> {
  const own = await readOwnTasks(visit.tx);
  if (!own) return null;
  const { t } = words;
  const { tasks } = own;
  if (tasks.length === 0) {
    return html`<p class="govuk-body">${t(WITHOUT_COMPANY.includes(own.stay.state) ? "tasks.own-none-yet" : "tasks.own-none-soon")}</p>`;
  }
  const list = taskPaths.list(visit.locale, slugOf(visit));
  const next = nextOwn(tasks);
  const done = tasks.filter(isOver).length;
  const step = next
    ? html`<strong>${t("tasks.own-next")}</strong> <a class="govuk-link" href="${hrefOf(visit, next) ?? list}">${ownTaskName(words, next)}</a>, ${t(next.overdue ? "tasks.late-by" : "tasks.by", { day: words.shortDay(next.due) })}`
    : t(done === tasks.length ? "tasks.own-all-done" : "tasks.own-nothing-now");
  return html`<h2 class="govuk-heading-m">${t("tasks.own-title")}</h2><p class="govuk-body-l">${step}</p><p class="govuk-body">${t("tasks.done-of", { done, all: tasks.length })}. <a class="govuk-link" href="${list}">${t("tasks.own-open")}</a></p>`;
}

/** A stay for which nobody has said yes yet. */
const WITHOUT_COMPANY: readonly string[] = ["planned"];

export const routes: LearnerRoute[] = [
  {
    method: "GET",
    access: "learner",
    path: taskPaths.list(":lang", ":scheme"),
    answer: async (visit) => page(await show(visit)),
  },
];
