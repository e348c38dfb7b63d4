import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { type Answer, nothingHere, page, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { CARD_FIELDS, CARD_REASONS } from "../../stages/preparation/medical-card.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import { type OwnPreparation, readStayTasks } from "../../stages/preparation/read-preparation.ts";

import { readCard, readCardHead } from "../../stages/preparation/write-card.ts";
import {
  breadcrumbs,
  button,
  form,
  type Html,
  html,
  insetText,
  lines,
  problemSummary,
  radios,
  summaryList,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { preparationPaths } from "./preparation-paths.ts";

/** That there is a card, until when, and the question that opens it; nothing of what stands on it. */
export async function cardPart(
  visit: StaffVisit,
  words: Words,
  stay: OwnPreparation["stay"],
  problems: readonly Problem[] = [],
): Promise<Html | null> {
  if (!can.readCard(visit.tx.actor, stay.sendingCountry)) return null;
  const { t } = words;
  const head = await readCardHead(visit.tx, stay.id);
  const title = html`<h2 class="govuk-heading-m" id="card">${t("tasks.kind-medical-card")}</h2>`;
  if (!head || head.deletedAt) {
    return html`${title}<p class="govuk-body">${t(head ? "tasks.card-deleted" : "tasks.why-card-none")}</p>`;
  }
  return html`${title}<p class="govuk-body">${t("tasks.card-until", { day: words.day(head.deleteAfter) })}</p>${insetText({ text: t("tasks.card-recorded") })}${form(
    { action: preparationPaths.card(visit.tx.actor.scheme.slug, stay.id), key: newId() },
    radios({
      words,
      name: "reason",
      legend: t("tasks.card-reason"),
      problems,
      items: CARD_REASONS.map((value) => ({ value, text: t(`tasks.card-reason-${value}`) })),
    }),
    button({ text: t("tasks.card-show"), kind: "secondary", preventDoubleClick: true }),
  )}`;
}

/** The words stand in this one answer and nowhere else: asked again, the page asks why again. */
async function open(visit: StaffVisit): Promise<Answer> {
  const id = visit.params.mobilityId ?? "";
  const read = await readCard(visit.tx, id, visit.form.text("reason"));
  const of = await readStayTasks(visit.tx, id);
  if (!of || (!read.ok && read.problems.some(({ code }) => code === "not-found"))) {
    return nothingHere;
  }
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const name = `${of.stay.givenNames} ${of.stay.familyName}`;
  const title = t("tasks.card-of", { name });
  const problems = read.ok ? [] : read.problems;
  const shown = consoleShell(visit, {
    title,
    section: "mobilities",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [
        { text: t("tasks.title-of", { name }), href: preparationPaths.stay(slug, id) },
        { text: t("tasks.kind-medical-card") },
      ],
    }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>${
      read.ok
        ? summaryList({
            rows: CARD_FIELDS.map((field) => ({
              key: t(`tasks.card-${field}`),
              value: read.value[field] ? lines(read.value[field]) : t("tasks.card-nothing"),
            })),
          })
        : await cardPart(visit, words, of.stay, problems)
    }`,
  });
  return read.ok ? page(shown) : refusedPage(shown);
}

export const routes: Route[] = [
  {
    method: "POST",
    access: "staff",
    purpose: "care",
    allow: (actor) => can.readCard(actor),
    path: preparationPaths.card(":scheme", ":mobilityId"),
    answer: open,
  },
];
