import { newId } from "../../platform/random.ts";
import { type Answer, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { checkTasks } from "../../stages/preparation/change-task.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import { listTasksToCheck } from "../../stages/preparation/read-lists.ts";
import {
  button,
  checkboxes,
  form,
  type Html,
  html,
  input,
  notificationBanner,
  problemSummary,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { copyLines } from "./copies-part.ts";
import { preparationPaths } from "./preparation-paths.ts";
import { sectionLinks } from "./section-links.ts";
import { inWords, taskName } from "./task-words.ts";

/** What was handed in, to be confirmed or sent back, several at a time. */
async function show(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const waiting = await listTasksToCheck(visit.tx);
  const title = t("tasks.checks-title");
  const told = inWords(words, problems, []);
  return consoleShell(visit, {
    title,
    section: "mobilities",
    error: problems.length > 0,
    body: html`${problemSummary(words, told, { tasks: "tasks" })}${
      visit.query.has("done") &&
      notificationBanner({ words, type: "success", text: t("stays.moved") })
    }<h1 class="govuk-heading-l">${title}</h1>
${sectionLinks(visit, words, "checks")}
${
  waiting.length === 0
    ? html`<p class="govuk-body">${t("tasks.checks-none")}</p>`
    : form(
        { action: preparationPaths.checks(slug), key: newId() },
        checkboxes({
          words,
          name: "tasks",
          legend: t("tasks.checks-legend"),
          values: visit.form.all("tasks"),
          problems: told,
          items: waiting.map((task) => ({
            value: task.id,
            text: html`<strong>${taskName(words, task)}</strong>: ${task.givenNames} ${task.familyName}, ${task.city}`,
            hint: html`${task.note !== null && html`${task.note} · `}${t("stays.since-day", { day: words.shortDay(task.since) })} · <a class="govuk-link" href="${preparationPaths.stay(slug, task.mobilityId)}">${t("tasks.title")}<span class="govuk-visually-hidden"> (${task.givenNames} ${task.familyName})</span></a>${copyLines(words, slug, task.copies)}`,
          })),
        }),
        input({
          words,
          name: "reason",
          label: t("tasks.send-back-reason"),
          value: visit.form.text("reason"),
          problems: told,
        }),
        html`<div class="govuk-button-group">${button({ text: t("tasks.act-confirm"), name: "act", value: "confirm", preventDoubleClick: true })}${button({ text: t("tasks.act-send-back"), kind: "secondary", name: "act", value: "send-back", preventDoubleClick: true })}</div>`,
      )
}`,
  });
}

async function check(visit: StaffVisit): Promise<Answer> {
  const { form: sent } = visit;
  const action = sent.text("act") === "send-back" ? "send-back" : "confirm";
  const done = await checkTasks(visit.tx, sent.all("tasks"), action, sent.text("reason"));
  return done.ok
    ? redirect(`${preparationPaths.checks(visit.tx.actor.scheme.slug)}?done`)
    : refusedPage(await show(visit, done.problems));
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.work,
    path: preparationPaths.checks(":scheme"),
    answer: async (visit) => page(await show(visit)),
  },
  {
    method: "POST",
    access: "staff",
    allow: can.work,
    path: preparationPaths.checks(":scheme"),
    answer: check,
  },
];
