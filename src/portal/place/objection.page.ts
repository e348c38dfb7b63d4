import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { LearnerVisit, Route } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { bringOwnObjection } from "../../stages/selection/objections.ts";
import { readOwnStanding } from "../../stages/selection/read-lists.ts";
import { type Html, html } from "../../ui/html.ts";
import { backLink, button, form, problemSummary, textarea } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";

const backTo = (visit: LearnerVisit): string =>
  `${paths.placeResult(visit.locale, visit.params.scheme ?? "")}#list`;

/** What an objection is, until when it counts, and one box. */
async function ask(visit: LearnerVisit, problems: readonly Problem[] = []): Promise<Html | null> {
  const own = await readOwnStanding(visit.tx);
  if (own === null || own === "not-yet" || !own.selection.objectionsUntil) return null;
  const words = await portalWords(visit);
  const { t } = words;
  const title = t("lists.object-page-title");
  const body = html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("lists.object-what")}</p>
<p class="govuk-body">${t("lists.object-once")}</p>
<p class="govuk-body"><strong>${t("lists.object-until", { until: words.deadline(own.selection.objectionsUntil) })}</strong></p>
${form(
  {
    action: paths.placeObjection(visit.locale, visit.params.scheme ?? ""),
    key: newId(),
    keep: "objection",
  },
  textarea({
    words,
    name: "message",
    label: { text: t("lists.object-message"), classes: "govuk-label--m" },
    hint: t("lists.object-message-hint"),
    value: visit.form.text("message"),
    rows: 6,
    problems,
  }),
  button({ text: t("lists.object-send"), preventDoubleClick: true, classes: "app-button-wide" }),
)}`;
  return portalShell(visit, {
    title,
    body,
    before: backLink({ words, href: backTo(visit) }),
    error: problems.length > 0,
  });
}

async function show(visit: LearnerVisit): Promise<Answer> {
  const own = await readOwnStanding(visit.tx);
  // Nothing to object to, too late, or done: the result page says which.
  if (own === null || own === "not-yet" || !own.mayObject) return redirect(backTo(visit));
  const html = await ask(visit);
  return html ? page(html) : nothingHere;
}

async function send(visit: LearnerVisit): Promise<Answer> {
  const done = await bringOwnObjection(visit.tx, visit.form.text("message"));
  if (done.ok) return redirect(backTo(visit));
  if (done.problems.some((problem) => problem.code === "not-found")) return nothingHere;
  const html = await ask(visit, done.problems);
  return html ? refusedPage(html) : redirect(backTo(visit));
}

const path = paths.placeObjection(":lang", ":scheme");
export const routes: Route[] = [
  { method: "GET", access: "learner", path, answer: show },
  { method: "POST", access: "learner", path, answer: send },
];
