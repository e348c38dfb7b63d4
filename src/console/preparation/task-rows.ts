import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { InsuranceCopy } from "../../stages/preparation/insurance-copy.ts";
import type { OwnPreparation } from "../../stages/preparation/read-preparation.ts";
import { TOLD } from "../../stages/preparation/reminder.rules.ts";
import {
  isOver,
  nextReminder,
  TASK_ACTIONS,
  taskStates,
} from "../../stages/preparation/task.rules.ts";
import type { StayTask, TaskAction } from "../../stages/preparation/task.ts";
import {
  button,
  buttonGroup,
  details,
  form,
  type Html,
  hidden,
  html,
  input,
  table,
  tag,
} from "../../ui/index.ts";
import { copyLines } from "./copies-part.ts";
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

type Rows = {
  readonly visit: StaffVisit;
  readonly words: Words;
  readonly of: OwnPreparation;
  readonly works: boolean;
  /** What was handed in as files. */
  readonly copies: readonly InsuranceCopy[];
  readonly problems: readonly Problem[];
};

/** What is open first; what is over takes one line until somebody opens it. */
export function taskRows(rows: Rows): Html | null {
  const { visit, words, of, problems } = rows;
  const over = of.tasks.filter(isOver);
  const open = of.tasks.filter((task) => !isOver(task));
  return html`${open.length > 0 && taskTable(rows, open)}${
    over.length > 0 &&
    details({
      summary: words.t("tasks.over-count", { count: over.length }),
      text: taskTable(rows, over),
      open: over.some(({ id }) => problems.length > 0 && id === visit.form.text("task")),
    })
  }`;
}

function taskTable(rows: Rows, tasks: readonly StayTask[]): Html {
  const { visit, words, of, works, copies, problems } = rows;
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const action = preparationPaths.tasks(slug, of.stay.id);
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("tasks.title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("tasks.what"),
      t("tasks.due"),
      t("tasks.state"),
      ...(works ? [html`<span class="govuk-visually-hidden">${t("tasks.do")}</span>`] : []),
    ],
    rows: tasks.map((task) => [
      html`${taskName(words, task)}${!task.blocking && html`<br><span class="govuk-hint">${t("tasks.not-blocking")}</span>`}`,
      html`${words.shortDay(task.due)}, ${t(`tasks.who-${task.who}` as MessageKey)}${task.overdue && html` ${tag({ text: t("tasks.late"), colour: "red" })}`}${reminderLine(words, task)}`,
      html`${stateCell(words, task, of.tasks)}${copyLines(
        words,
        slug,
        copies.filter(({ code }) => code === task.code),
        works,
      )}`,
      ...(works ? [acts(visit, words, action, task, problems)] : []),
    ]),
  });
}

/** How whoever does it heard of it last, and when the next time comes. */
function reminderLine(words: Words, task: StayTask): Html | null {
  const next = TOLD.includes(task.who) && task.state !== "cannot-start" ? nextReminder(task) : null;
  const lines = [
    task.remindedAt &&
      task.remindedBy &&
      words.t(`tasks.reminded-${task.remindedBy}`, { day: words.shortDay(task.remindedAt) }),
    next && words.t("tasks.reminder", { day: words.shortDay(next) }),
  ].filter((line): line is string => !!line);
  return hintOf(lines);
}

/** In one line as far as it goes: a telephone shows few. */
const hintOf = (lines: readonly string[]): Html | null =>
  lines.length === 0 ? null : html`<br><span class="govuk-hint">${lines.join(" · ")}</span>`;

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
  return html`${taskTag(words, task.state)}${hintOf(lines)}`;
}

/**
 * What was handed in is confirmed with one press; everything else stands behind one line, so that a
 * list of fifteen tasks fits on a telephone.
 */
function acts(
  visit: StaffVisit,
  words: Words,
  action: string,
  task: StayTask,
  problems: readonly Problem[],
): Html | null {
  const { t } = words;
  const all = possible(task);
  const first: readonly TaskAction[] = task.state === "being-checked" ? ["confirm"] : [];
  const rest = all.filter((act) => !first.includes(act));
  const refused = visit.form.text("task") === task.id ? problems : [];
  const named = (text: string) =>
    html`${text}<span class="govuk-visually-hidden"> (${taskName(words, task)})</span>`;
  const press = (act: TaskAction, kind: "primary" | "secondary") =>
    button({
      text: named(t(`tasks.act-${act}` as MessageKey)),
      kind,
      name: "act",
      value: act,
      preventDoubleClick: true,
    });
  const box = (name: "note" | "reason", label: string) =>
    input({
      words,
      name,
      id: `${name}-${task.id}`,
      label,
      value: refused.length > 0 ? visit.form.text(name) : "",
      problems: refused,
    });
  const whole = (...parts: readonly (Html | null)[]) =>
    form({ action, key: newId() }, hidden("task", task.id), ...parts);
  return html`${first.length > 0 && whole(...first.map((act) => press(act, "primary")))}${
    rest.length > 0 &&
    details({
      summary: named(t("tasks.do")),
      classes: "govuk-!-margin-bottom-0",
      open: refused.length > 0,
      text: whole(
        rest.some((act) => NOTED.includes(act)) ? box("note", t("tasks.proof")) : null,
        rest.some((act) => REASONED.includes(act)) ? box("reason", t("stays.reason")) : null,
        buttonGroup(...rest.map((act) => press(act, "secondary"))),
      ),
    })
  }`;
}
