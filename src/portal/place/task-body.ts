import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { Visit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { next } from "../../stages/preparation/task.rules.ts";
import type { StayTask } from "../../stages/preparation/task.ts";
import { button, form, type Html, html, insetText, textarea } from "../../ui/index.ts";

export const actionOf = (task: StayTask) => (task.proof ? "hand-in" : "finish");

/**
 * What a learner or a guardian reads of a task that the program knows nothing of, with one box where
 * something is to be shown and one button. The words differ: a learner is *ti*, a parent is *Vi*.
 */
export function taskBody(
  visit: Visit,
  words: Words,
  task: StayTask,
  said: {
    readonly problems: readonly Problem[];
    readonly hint: MessageKey;
    readonly press: MessageKey;
    /** Below what the task is about. */
    readonly more?: Html | null;
    /** A file beside the words, where one may show what is done. */
    readonly copy?: Html | null;
    /** The name under which the browser keeps what was typed. */
    readonly keep?: string;
  },
): Html {
  const { t } = words;
  const about: MessageKey = `tasks.about-${task.code}`;
  const above = html`${words.has(about) && html`<p class="govuk-body">${t(about)}</p>`}${said.more}
${task.state === "sent-back" && task.reason && insetText({ text: t("tasks.sent-back-because", { reason: task.reason }) })}`;
  if (task.state === "being-checked") {
    return html`${above}<p class="govuk-body">${t("tasks.with-office")}</p>${task.note && insetText({ text: task.note })}`;
  }
  if (!next(task.state, actionOf(task)).ok) {
    return html`${above}<p class="govuk-body">${t(`tasks.state-${task.state}` as MessageKey)}</p>`;
  }
  return html`${above}${form(
    {
      action: visit.path,
      key: newId(),
      ...(said.keep ? { keep: said.keep } : {}),
      ...(said.copy ? { multipart: true } : {}),
    },
    task.proof
      ? textarea({
          words,
          name: "note",
          rows: 3,
          label: { text: t("tasks.own-proof"), classes: "govuk-label--m" },
          hint: t(said.hint),
          value: visit.form.has("note") ? visit.form.text("note") : (task.note ?? ""),
          problems: said.problems,
        })
      : null,
    said.copy ?? null,
    button({ text: t(said.press), preventDoubleClick: true, classes: "app-button-wide" }),
  )}`;
}
