import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { LearnerRoute, LearnerVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { CARD_FIELDS, type MedicalCard } from "../../stages/preparation/medical-card.ts";
import { readOwnCard, writeOwnCard } from "../../stages/preparation/write-card.ts";
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
import { taskPaths } from "./task-paths.ts";

const slugOf = (visit: LearnerVisit) => visit.params.scheme ?? "";

/** Four boxes, all of which may stay empty; who reads them, until when, and who has. */
async function show(
  visit: LearnerVisit,
  problems: readonly Problem[] = [],
): Promise<Html | undefined> {
  const own = await readOwnCard(visit.tx);
  if (!own) return undefined;
  const words = await portalWords(visit);
  const { t } = words;
  const title = t("tasks.kind-medical-card");
  return portalShell(visit, {
    title,
    error: problems.length > 0,
    before: backLink({ words, href: taskPaths.list(visit.locale, slugOf(visit)) }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("tasks.card-lead")}</p>${insetText({ text: t("tasks.card-who-reads", { day: words.day(day(own.deleteAfter)) }) })}
${form(
  { action: taskPaths.card(visit.locale, slugOf(visit)), key: newId() },
  ...CARD_FIELDS.map((field) =>
    textarea({
      words,
      name: field,
      rows: 2,
      label: { text: t(`tasks.card-${field}`), classes: "govuk-label--s" },
      hint: t(`tasks.card-${field}-hint`),
      value: visit.form.has(field) ? visit.form.text(field) : own.card[field],
      problems,
    }),
  ),
  button({ text: t("tasks.card-save"), preventDoubleClick: true, classes: "app-button-wide" }),
)}
<h2 class="govuk-heading-m">${t("tasks.card-read-by")}</h2>${
      own.readings.length === 0
        ? html`<p class="govuk-body">${t("tasks.card-unread")}</p>`
        : html`<ul class="govuk-list govuk-list--bullet">${own.readings.map(
            (reading) =>
              html`<li>${words.dayTime(reading.at)}: ${reading.readerName} (${t(`tasks.card-reason-${reading.reason}`)})</li>`,
          )}</ul>`
    }`,
  });
}

async function write(visit: LearnerVisit): Promise<Answer> {
  const typed = Object.fromEntries(
    CARD_FIELDS.map((field) => [field, visit.form.text(field)]),
  ) as MedicalCard;
  const done = await writeOwnCard(visit.tx, typed);
  if (done.ok) return redirect(`${taskPaths.list(visit.locale, slugOf(visit))}?done`);
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  const shown = await show(visit, done.problems);
  return shown ? refusedPage(shown) : nothingHere;
}

const shared = { access: "learner", purpose: "own-answers" } as const;

export const routes: LearnerRoute[] = [
  {
    ...shared,
    method: "GET",
    path: taskPaths.card(":lang", ":scheme"),
    answer: async (visit) => {
      const shown = await show(visit);
      return shown ? page(shown) : redirect(taskPaths.list(visit.locale, slugOf(visit)));
    },
  },
  { ...shared, method: "POST", path: taskPaths.card(":lang", ":scheme"), answer: write },
];
