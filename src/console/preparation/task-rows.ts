import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { OwnPreparation } from "../../stages/preparation/read-preparation.ts";
import { nextReminder, TASK_ACTIONS, taskStates } from "../../stages/preparation/task.rules.ts";
import type { StayTask, TaskAction } from "../../stages/preparation/task.ts";
import { button, form, type Html, hidden, html, input, table, tag } from "../../ui/index.ts";
import { preparationPaths } from "./preparation-paths.ts";
import { taskName, taskTag, whyWords } from "./task-words.ts";

/** What a press without words can say, and what needs some. */
const NOTED: readonly TaskAction[] = ["hand-in"];
const REASONED: readonly TaskAction[] = ["send-back", "waive", "undo"];

/** The buttons follow the state table; what is known elsewhere has none but "not needed". */
function possible(task: StayTask): readonly TaskAction[] {
  const after: Partial<Record<TaskAction, string>> = taskStates[task.state];
  return TASK_ACTIONS.filter((action) => {
    if (after[action] === undefined) return false;
    if (action === "waive") return task.code !== "agreement-signed";
    if (task.automatic) return action === "need";
    // The office confirms; handing in and finishing are for whoever does the task.
    if (action === "hand-in") return task.proof;
    return action !== "finish";
  });
}

export function taskRows(
  visit: StaffVisit,
  words: Words,
  { stay, tasks }: OwnPreparation,
  works: boolean,
  problems: readonly Problem[],
): Html | null {
  if (tasks.length === 0) return null;
  const { t } = words;
  const action = preparationPaths.tasks(visit.tx.actor.scheme.slug, stay.id);
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("tasks.title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("tasks.what"),
      t("tasks.who"),
      t("tasks.due"),
      t("tasks.state"),
      ...(works ? [html`<span class="govuk-visually-hidden">${t("tasks.do")}</span>`] : []),
    ],
    rows: tasks.map((task) => [
      html`${taskName(words, task)}${!task.blocking && html`<br><span class="govuk-hint">${t("tasks.not-blocking")}</span>`}`,
      t(`tasks.who-${task.who}` as MessageKey),
      html`${words.shortDay(task.due)}${task.overdue && html`<br>${tag({ text: t("tasks.late"), colour: "red" })}`}${reminderLine(words, task)}`,
      stateCell(words, task, tasks),
      ...(works ? [acts(visit, words, action, task, problems)] : []),
    ]),
  });
}

const reminderLine = (words: Words, task: StayTask): Html | null => {
  const next = task.automatic || task.who !== "learner" ? null : nextReminder(task);
  return next && task.state !== "cannot-start"
    ? html`<br><span class="govuk-hint">${words.t("tasks.reminder", { day: words.shortDay(next) })}</span>`
    : null;
};

function stateCell(words: Words, task: StayTask, all: readonly StayTask[]): Html {
  const before = all.find(({ code }) => code === task.afterCode);
  const lines = [
    words.t("stays.since-day", { day: words.shortDay(task.since) }),
    task.state === "cannot-start" &&
      before &&
      words.t("tasks.after", { task: taskName(words, before) }),
    task.why && task.state !== "cannot-start" && whyWords(words, task.why),
    task.note && words.t("tasks.note-was", { note: task.note }),
    task.reason && words.t("stays.reason-was", { reason: task.reason }),
  ].filter((line): line is string => !!line);
  return html`${taskTag(words, task.state)}${lines.map((line) => html`<br><span class="govuk-hint">${line}</span>`)}`;
}

function acts(
  visit: StaffVisit,
  words: Words,
  action: string,
  task: StayTask,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const here = visit.form.text("task") === task.id;
  return html`${possible(task).map((act) => {
    const refused = here && visit.form.text("act") === act ? problems : [];
    const box = NOTED.includes(act) ? "note" : REASONED.includes(act) ? "reason" : null;
    const name = html`${t(`tasks.act-${act}` as MessageKey)}<span class="govuk-visually-hidden"> (${taskName(words, task)})</span>`;
    const body = form(
      { action, key: newId() },
      hidden("task", task.id),
      hidden("act", act),
      box === null
        ? null
        : input({
            words,
            name: box,
            id: `${box}-${task.id}-${act}`,
            label: t(box === "note" ? "tasks.proof" : "stays.reason"),
            value: refused.length > 0 ? visit.form.text(box) : "",
            problems: refused,
          }),
      button({
        text: name,
        kind: act === "confirm" ? "primary" : "secondary",
        preventDoubleClick: true,
      }),
    );
    if (box === null) return body;
    return html`<details class="govuk-details"${refused.length > 0 && html` open`}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${name}</span></summary><div class="govuk-details__text">${body}</div></details>`;
  })}`;
}
